using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Exchange.Storage;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Keys;

/// <summary>
/// A key of a hosted issuer (P-256, ES256). It is published when created, signs from <see cref="SignsFrom"/> until the next key does, and
/// is accepted until the last token that it signed has expired. Its public part is never deleted.
/// </summary>
internal sealed class IssuerKey
{
    /// <summary>The key id: its JWK thumbprint (RFC 7638).</summary>
    public required string Id { get; init; }

    public required string Member { get; init; }

    /// <summary>The public key as a JWK (RFC 7517).</summary>
    public required string PublicJwk { get; init; }

    /// <summary>The private key (PKCS #8), sealed under the key-encryption key, bound to member and key id.</summary>
    public required byte[] SealedPrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset SignsFrom { get; init; }

    /// <summary>When its signatures stop being accepted; null while it has no successor.</summary>
    public DateTimeOffset? AcceptedUntil { get; set; }

    /// <summary>Whether services have been notified that it is no longer accepted.</summary>
    public bool Withdrawn { get; set; }

    /// <summary>Whether somebody else may hold the private key: then it is not published for the verification of old tokens either.</summary>
    public bool Compromised { get; set; }

    public static IssuerKey New(string member, SecretBox box, DateTimeOffset now, DateTimeOffset signsFrom)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ec));
        var id = Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint());
        return new IssuerKey
        {
            Id = id,
            Member = member,
            PublicJwk = new JsonObject
            {
                ["kty"] = jwk.Kty, ["use"] = "sig", ["alg"] = SecurityAlgorithms.EcdsaSha256, ["kid"] = id,
                ["crv"] = jwk.Crv, ["x"] = jwk.X, ["y"] = jwk.Y,
            }.ToJsonString(),
            SealedPrivateKey = box.Seal(ec.ExportPkcs8PrivateKey(), Context(member, id)),
            CreatedAt = now,
            SignsFrom = signsFrom,
        };
    }

    /// <summary>The key with its private part.</summary>
    /// <exception cref="CryptographicException">The key was encrypted with another key-encryption key, or the row was altered.</exception>
    public ECDsaSecurityKey Open(SecretBox box)
    {
        var ec = ECDsa.Create();
        ec.ImportPkcs8PrivateKey(box.Open(SealedPrivateKey, Context(Member, Id)), out _);
        return new ECDsaSecurityKey(ec) { KeyId = Id };
    }

    /// <summary>The public part alone.</summary>
    public ECDsaSecurityKey Public()
    {
        var jwk = new JsonWebKey(PublicJwk);
        return new ECDsaSecurityKey(ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(jwk.X), Y = Base64UrlEncoder.DecodeBytes(jwk.Y) },
        }))
        { KeyId = Id };
    }

    private static byte[] Context(string member, string id) => Encoding.UTF8.GetBytes($"issuer-key\n{member}\n{id}");
}
