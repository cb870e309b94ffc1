using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using NSec.Cryptography;

namespace Exchange.Cli.Commands.Listening;

/// <summary>Verifies deliveries by Standard Webhooks 1.0.0, with Ed25519 (<c>v1a</c>).</summary>
internal static class WebhookSignature
{
    private const string KeyPrefix = "whpk_";
    private const string SignaturePrefix = "v1a,";

    // The tolerance of the libraries of the specification.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Parses a public key: <c>whpk_</c> and base64.</summary>
    /// <returns>Null if the text is not a key.</returns>
    public static PublicKey? Key(string text)
    {
        var raw = new byte[33];
        return text.StartsWith(KeyPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[KeyPrefix.Length..], raw, out var length)
            && PublicKey.TryImport(SignatureAlgorithm.Ed25519, raw.AsSpan(0, length), KeyBlobFormat.RawPublicKey, out var key)
            ? key : null;
    }

    /// <summary>Whether a delivery was signed with one of the keys, within the tolerance of <paramref name="now"/>.</summary>
    public static bool IsValid(IHeaderDictionary headers, ReadOnlySpan<byte> body, IEnumerable<PublicKey> keys, DateTimeOffset now)
    {
        var (id, timestamp) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString());
        if (id.Length == 0 || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
            return false;

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var signatures = headers["webhook-signature"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(s => s.StartsWith(SignaturePrefix, StringComparison.Ordinal))
            .Select(s => Decode(s[SignaturePrefix.Length..])).ToList();
        return keys.Any(key => signatures.Exists(signature => SignatureAlgorithm.Ed25519.Verify(key, signed, signature)));
    }

    private static byte[] Decode(string base64)
    {
        var raw = new byte[64];
        return Convert.TryFromBase64String(base64, raw, out var length) ? raw[..length] : [];
    }
}
