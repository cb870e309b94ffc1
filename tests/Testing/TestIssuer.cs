using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Hosting.Trust;

namespace Exchange.Testing;

/// <summary>
/// A member's issuer in tests: its tokens are really signed, and are accepted wherever its <see cref="Trust"/> is known.
/// It writes them by hand rather than with the library that validates them, so that it can write bad ones too.
/// </summary>
public sealed class TestIssuer(string member, string kind = MemberKind.State, string publicUrl = "http://127.0.0.1:8080") : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Member { get; } = member;
    public string KeyId { get; } = $"{member.ToLowerInvariant()}-1";
    public string Issuer { get; } = $"{publicUrl}/identity/{member.ToLowerInvariant()}";

    /// <summary>What services have to know of this member; change it with <c>with</c>, and count up its version.</summary>
    public MemberTrust Trust => new()
    {
        Code = Member,
        Kind = kind,
        Name = Member,
        Status = MemberStatus.Active,
        Issuer = Issuer,
        MemberValue = Member,
        Jwks = new JsonObject { ["keys"] = new JsonArray(PublicKey) }.ToJsonString(),
        Version = 1,
    };

    /// <summary>
    /// A token of one of this member's authorities. Unless told, an authority of <see cref="SampleIdentities"/> has the
    /// functions and scopes that it has there.
    /// </summary>
    /// <param name="officer">A person or another client of the authority, as whom it asks.</param>
    public string Token(
        string authority = "customs", IEnumerable<string>? functions = null, IEnumerable<string>? scopes = null, DateTimeOffset? at = null, string? officer = null)
    {
        var sample = Sample(authority);
        var claims = Claims(
            authority,
            functions ?? sample?.Functions ?? [],
            scopes ?? sample?.Scopes ?? [],
            at ?? TimeProvider.System.GetUtcNow());
        return Sign(Header(), officer is null ? claims : With(claims, "sub", $"{Member}/{authority}/{officer}"));
    }

    /// <summary>Tokens that have to be refused with 401, each by its name; <paramref name="other"/> is another trusted member.</summary>
    public IReadOnlyDictionary<string, string> HostileTokens(TestIssuer other)
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var untrusted = new TestIssuer("XXX");
        var now = TimeProvider.System.GetUtcNow();
        JsonObject Good() => Claims("customs", Sample("customs")!.Functions, Sample("customs")!.Scopes, now);
        return new Dictionary<string, string>
        {
            ["not a token"] = "not.a.token",
            ["empty parts"] = "..",
            ["alg none"] = Unsigned(With(Header(), "alg", "none"), Good()),
            ["alg none in other letters"] = Unsigned(With(Header(), "alg", "nOnE"), Good()),
            ["no signature"] = Unsigned(Header(), Good()),
            ["signature of other claims"] = Swap(Token(), Jws.Encode(With(Good(), "authority", "police"))),
            ["another key under the same kid"] = Sign(Header(), Good(), stranger),
            ["an unknown kid"] = Sign(With(Header(), "kid", "ken-999"), Good()),
            ["no kid, another key"] = Sign(With(Header(), "kid", null), Good(), stranger),
            ["another issuer's key and kid"] = Sign(With(Header(), "kid", other.KeyId), Good(), other.key),
            ["HS256 with the public key as the secret"] = Hmac(With(Header(), "alg", "HS256"), Good()),
            ["its own key in the header"] = Sign(With(With(Header(), "kid", "mine"), "jwk", Jwk(stranger, "mine")), Good(), stranger),
            ["claims another State"] = Sign(Header(), With(Good(), "member", other.Member)),
            ["claims two States"] = Sign(Header(), With(Good(), "member", new JsonArray(Member, other.Member))),
            ["claims no State"] = Sign(Header(), With(Good(), "member", null)),
            ["another State's issuer, own key"] = Sign(Header(), With(Good(), "iss", other.Issuer)),
            ["issuer with a slash more"] = Sign(Header(), With(Good(), "iss", Issuer + "/")),
            ["an unknown issuer"] = untrusted.Token(),
            ["no issuer"] = Sign(Header(), With(Good(), "iss", null)),
            ["a wrong audience"] = Sign(Header(), With(Good(), "aud", "another-network")),
            ["no audience"] = Sign(Header(), With(Good(), "aud", null)),
            ["an ID token"] = Sign(With(Header(), "typ", "JWT"), With(Good(), "aud", $"{Member}/customs")),
            ["typ JWT"] = Sign(With(Header(), "typ", "JWT"), Good()),
            ["no typ"] = Sign(With(Header(), "typ", null), Good()),
            ["a client's assertion"] = Sign(With(Header(), "typ", "client-authentication+jwt"), Good()),
            ["expired"] = Token(at: now.AddHours(-1)),
            ["not yet valid"] = Sign(Header(), With(Good(), "nbf", now.AddHours(1).ToUnixTimeSeconds())),
            ["without end"] = Sign(Header(), With(Good(), "exp", null)),
        };
    }

    /// <summary>Signs any header and claims with this issuer's key, or with another.</summary>
    public string Sign(JsonObject header, JsonObject claims, ECDsa? with = null) => Jws.Sign(header, claims, with ?? key);

    public void Dispose() => key.Dispose();

    private JsonObject PublicKey => Jwk(key, KeyId);

    private JsonObject Header() => new() { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = KeyId };

    private JsonObject Claims(string authority, IEnumerable<string> functions, IEnumerable<string> scopes, DateTimeOffset at) => new()
    {
        ["iss"] = Issuer,
        ["sub"] = $"{Member}/{authority}",
        ["aud"] = MemberTokenHandler.Audience,
        ["member"] = Member,
        ["authority"] = authority,
        ["functions"] = new JsonArray([.. functions.Select(f => JsonValue.Create(f))]),
        ["scope"] = string.Join(' ', scopes),
        ["iat"] = at.ToUnixTimeSeconds(),
        ["exp"] = at.AddMinutes(10).ToUnixTimeSeconds(),
        ["jti"] = Guid.CreateVersion7().ToString(),
    };

    private SampleIdentities.Identity? Sample(string authority) => (kind switch
    {
        MemberKind.State => SampleIdentities.OfState,
        MemberKind.Organization => SampleIdentities.OfOrganization,
        _ => SampleIdentities.OfOperator,
    }).SingleOrDefault(i => i.Name == authority);

    private static JsonObject With(JsonObject json, string property, JsonNode? value)
    {
        if (value is null) json.Remove(property);
        else json[property] = value;
        return json;
    }

    private static JsonObject Jwk(ECDsa key, string id)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["use"] = "sig",
            ["alg"] = "ES256",
            ["kid"] = id,
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        };
    }

    private string Hmac(JsonObject header, JsonObject claims)
    {
        var content = Jws.Content(header, claims);
        return $"{content}.{Base64Url.EncodeToString(HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(content)))}";
    }

    private static string Unsigned(JsonObject header, JsonObject claims) => $"{Jws.Content(header, claims)}.";

    private static string Swap(string token, string claims) => $"{token.Split('.')[0]}.{claims}.{token.Split('.')[2]}";
}
