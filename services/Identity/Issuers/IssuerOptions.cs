using System.Collections.Concurrent;
using System.Security.Cryptography;
using Exchange.Identity.Keys;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace Exchange.Identity.Issuers;

/// <summary>
/// The options of the OpenIddict server for the issuer that the request's path names: each issuer has its own identifier and keys, and
/// its options are built again when these change. Outside any issuer there are no handlers, so nothing answers.
/// </summary>
internal sealed class IssuerOptions(
    HostedIssuers issuers,
    IHttpContextAccessor http,
    IssuerKeyBox keys,
    TimeProvider clock,
    IEnumerable<IConfigureOptions<OpenIddictServerOptions>> configure,
    IEnumerable<IPostConfigureOptions<OpenIddictServerOptions>> complete) : IOptionsMonitor<OpenIddictServerOptions>
{
    private readonly ConcurrentDictionary<string, CachedOptions> cache = new(StringComparer.Ordinal);
    private readonly OpenIddictServerOptions outside = Outside();

    public OpenIddictServerOptions CurrentValue =>
        http.HttpContext is { } context && issuers.Find(context.Request, out _) is { } issuer ? Of(issuer) : outside;

    public OpenIddictServerOptions Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<OpenIddictServerOptions, string?> listener) => null;

    private OpenIddictServerOptions Of(HostedIssuer issuer)
    {
        var signer = issuer.Signer(clock.GetUtcNow()).Id;
        if (cache.TryGetValue(issuer.Member, out var cached) && cached.Issuer == issuer && cached.Signer == signer) return cached.Options;
        var options = Build(issuer, signer);
        cache[issuer.Member] = new CachedOptions(issuer, signer, options);
        return options;
    }

    private OpenIddictServerOptions Build(HostedIssuer issuer, string signer)
    {
        var options = new OpenIddictServerOptions();
        foreach (var step in configure) step.Configure(options);
        options.Issuer = issuer.Issuer;
        // The first key signs; the others are only published, and need no private part here.
        foreach (var key in issuer.Keys.OrderByDescending(k => k.Id == signer).ThenByDescending(k => k.CreatedAt))
            options.SigningCredentials.Add(new(key.Id == signer ? key.Open(keys.Box) : key.Public(), SecurityAlgorithms.EcdsaSha256));
        // OpenIddict requires one, but nothing is encrypted: access tokens are not, and there are no other tokens.
        options.EncryptionCredentials.Add(new(
            new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)), SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
        foreach (var step in complete) step.PostConfigure(Options.DefaultName, options);
        return options;
    }

    private static OpenIddictServerOptions Outside()
    {
        var options = new OpenIddictServerOptions();
        options.Handlers.Clear();
        return options;
    }

    private sealed record CachedOptions(HostedIssuer Issuer, string Signer, OpenIddictServerOptions Options);
}
