using System.Text.Json;
using Exchange.Hosting.Validation;
using Exchange.Identity.Issuers;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;

namespace Exchange.Identity.Admission;

/// <summary>The member's own issuer, and the names of the claims in its tokens; the defaults are those of hosted issuers.</summary>
internal sealed record FederationInput
{
    private const int Longest = 200;

    /// <summary>Its https address, byte by byte the <c>iss</c> of its tokens; without query or fragment, and outside this network.</summary>
    [RequiredField, Text(300)] public string? Issuer { get; init; }

    /// <summary>Its public keys: a JWK Set (RFC 7517) of 1 to 20 keys, each with a <c>kid</c>. Never a private part.</summary>
    [RequiredField] public JsonElement? Jwks { get; init; }

    /// <summary>The claim that names the member; <c>member</c> by default.</summary>
    [Text(Longest)] public string? MemberClaim { get; init; }

    /// <summary>The value of that claim; the member's code by default.</summary>
    [Text(Longest)] public string? MemberValue { get; init; }

    /// <summary>The signature algorithms of its tokens (RFC 7518); ES256 by default.</summary>
    [OneOf(typeof(PublicKeys), nameof(PublicKeys.OfIssuers))] public IReadOnlyList<string>? Algorithms { get; init; }

    /// <summary>The values of <c>typ</c> in its tokens; <c>at+jwt</c> (RFC 9068) by default. Common servers that do not follow it write <c>JWT</c>.</summary>
    [OneOf("at+jwt", "application/at+jwt", "JWT")] public IReadOnlyList<string>? TokenTypes { get; init; }

    /// <summary>The claim that names the authority; <c>authority</c> by default.</summary>
    [Text(Longest)] public string? AuthorityClaim { get; init; }

    /// <summary>The claim that lists functions; <c>functions</c> by default.</summary>
    [Text(Longest)] public string? FunctionsClaim { get; init; }

    /// <summary>The claim that holds the scopes, separated by spaces; <c>scope</c> by default.</summary>
    [Text(Longest)] public string? ScopeClaim { get; init; }

    /// <summary>Checks what the rules beside the fields do not, and returns what is stored.</summary>
    internal Federation Read(string? code, string publicUrl, Faults faults)
    {
        const string At = "federation";
        if (Issuer is not null && !IsIssuer(Issuer, publicUrl))
            faults.Add($"{At}.issuer", "has to be an https address without query or fragment, outside this network");
        if (Algorithms is { Count: 0 }) faults.Add($"{At}.algorithms", "is empty; leave it out for ES256");
        if (TokenTypes is { Count: 0 }) faults.Add($"{At}.tokenTypes", "is empty; leave it out for at+jwt");
        var algorithms = Algorithms ?? PublicKeys.OfClients;
        return new Federation
        {
            Jwks = (Jwks is null ? null : PublicKeys.Read(Jwks, algorithms, $"{At}.jwks", faults)) ?? "",
            MemberClaim = MemberClaim ?? "member",
            MemberValue = MemberValue ?? code ?? "",
            Algorithms = algorithms,
            TokenTypes = TokenTypes ?? ["at+jwt"],
            AuthorityClaim = AuthorityClaim ?? "authority",
            FunctionsClaim = FunctionsClaim ?? "functions",
            ScopeClaim = ScopeClaim ?? "scope",
        };
    }

    // The issuer is compared byte by byte with the one in tokens, so it is stored as written.
    private static bool IsIssuer(string issuer, string publicUrl) =>
        !issuer.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) &&
        Uri.TryCreate(issuer, UriKind.Absolute, out var uri) &&
        (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) &&
        uri is { Query: "", Fragment: "", UserInfo: "" } && !issuer.Contains('#') && !issuer.Contains('?') &&
        !issuer.StartsWith($"{publicUrl}{HostedIssuers.Path}", StringComparison.OrdinalIgnoreCase);
}
