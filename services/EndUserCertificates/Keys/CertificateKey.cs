using System.Security.Cryptography;
using System.Text;
using Exchange.Credentials;
using Exchange.Storage;

namespace Exchange.EndUserCertificates.Keys;

/// <summary>
/// A key (P-256, ES256) with which a State signs certificates, status lists and answers; never tokens. It is published when made, signs from
/// <see cref="SignsFrom"/> until the next one does, and its public part stays published: certificates outlive it.
/// </summary>
internal sealed class CertificateKey
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

    public static CertificateKey New(string member, SecretBox box, DateTimeOffset now, DateTimeOffset signsFrom)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var published = CredentialKey.Of(key);
        return new CertificateKey
        {
            Id = published.Id,
            Member = member,
            PublicJwk = published.ToJwk(),
            SealedPrivateKey = box.Seal(key.ExportPkcs8PrivateKey(), Context(member, published.Id)),
            CreatedAt = now,
            SignsFrom = signsFrom,
        };
    }

    /// <summary>The key with its private part.</summary>
    /// <exception cref="CryptographicException">The key-encryption key is another one, or the row was altered.</exception>
    public ECDsa Open(SecretBox box)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(box.Open(SealedPrivateKey, Context(Member, Id)), out _);
        return key;
    }

    private static byte[] Context(string member, string id) => Encoding.UTF8.GetBytes($"certificate-key\n{member}\n{id}");
}
