using System.Globalization;
using System.Text;
using NSec.Cryptography;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>The Ed25519 key pair of a subscription in the formats of Standard Webhooks 1.0.0 (<c>whpk_…</c>, <c>v1a,…</c>).</summary>
internal static class WebhookKey
{
    /// <summary>A new pair: raw public key, raw private key.</summary>
    public static (byte[] Public, byte[] Private) New()
    {
        using var key = Key.Create(SignatureAlgorithm.Ed25519, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        return (key.PublicKey.Export(KeyBlobFormat.RawPublicKey), key.Export(KeyBlobFormat.RawPrivateKey));
    }

    /// <summary>The public key as a subscriber's library reads it.</summary>
    public static string Format(byte[] publicKey) => $"whpk_{Convert.ToBase64String(publicKey)}";

    /// <summary>The value of <c>webhook-signature</c>: over id, timestamp and body, joined by dots.</summary>
    public static string Sign(byte[] privateKey, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var key = Key.Import(SignatureAlgorithm.Ed25519, privateKey, KeyBlobFormat.RawPrivateKey);
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return $"v1a,{Convert.ToBase64String(SignatureAlgorithm.Ed25519.Sign(key, signed))}";
    }
}
