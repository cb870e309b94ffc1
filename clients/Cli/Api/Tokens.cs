using System.Text.Json;
using Exchange.Cli.Output;
using Exchange.Cli.Profiles;

namespace Exchange.Cli.Api;

/// <summary>Access tokens of one identity, held in memory only and renewed before they expire.</summary>
internal sealed class Tokens(HttpClient http, Profile profile, TimeProvider clock)
{
    // A token must not expire while the request is on its way.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private (string Value, DateTimeOffset Until)? current;

    /// <summary>Returns the current token, or requests a new one.</summary>
    public async Task<string> GetAsync(CancellationToken ct)
    {
        if (current is { } held && held.Until - Margin > clock.GetUtcNow())
            return held.Value;

        var requestedAt = clock.GetUtcNow();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = profile.ClientId,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = ClientAssertion.Create(profile, requestedAt),
        });
        Transport.RequireSafe(profile.TokenEndpoint);
        using var response = await http.PostAsync(profile.TokenEndpoint, form, ct);
        var answer = await Answers.ReadAsync(response, ct);
        if (answer.Body is not { } body || body.TextAt("access_token") is not { Length: > 0 } token)
            throw new NotTheExchangeException(profile.TokenEndpoint);

        var seconds = body.At("expires_in") is { ValueKind: JsonValueKind.Number } life && life.TryGetInt32(out var s) ? s : 0;
        current = (token, requestedAt.AddSeconds(seconds));
        return token;
    }

    /// <summary>Discards the token after the exchange refused it.</summary>
    public void Forget() => current = null;
}
