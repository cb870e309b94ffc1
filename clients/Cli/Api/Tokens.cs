using System.Text.Json;
using Exchange.Cli.Output;
using Exchange.Cli.Profiles;

namespace Exchange.Cli.Api;

/// <summary>Access tokens of one identity, kept in memory only and renewed before they expire.</summary>
internal sealed class Tokens(HttpClient http, Profile profile, TimeProvider clock)
{
    // So that a token does not expire on its way.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private (string Value, DateTimeOffset Until)? _token;

    /// <summary>The token in use, or a new one.</summary>
    public async Task<string> GetAsync(CancellationToken ct)
    {
        if (_token is { } kept && kept.Until - Margin > clock.GetUtcNow())
            return kept.Value;

        var asked = clock.GetUtcNow();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = profile.ClientId,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = ClientAssertion.Create(profile, asked),
        });
        Transport.RequireSafe(profile.TokenEndpoint);
        using var response = await http.PostAsync(profile.TokenEndpoint, form, ct);
        var answer = await Answers.ReadAsync(response, ct);
        if (answer.Body is not { } body || body.TextAt("access_token") is not { Length: > 0 } token)
            throw new NotTheExchangeException(profile.TokenEndpoint);

        var seconds = body.At("expires_in") is { ValueKind: JsonValueKind.Number } life && life.TryGetInt32(out var s) ? s : 0;
        _token = (token, asked.AddSeconds(seconds));
        return token;
    }

    /// <summary>Forgets the token, after the exchange refused it.</summary>
    public void Forget() => _token = null;
}
