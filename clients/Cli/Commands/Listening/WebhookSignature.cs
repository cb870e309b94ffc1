using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using NSec.Cryptography;

namespace Exchange.Cli.Commands.Listening;

/// <summary>Verifies deliveries as the Standard Webhooks specification 1.0.0 says, with Ed25519 (<c>v1a</c>).</summary>
internal static class WebhookSignature
{
    private const string KeyPrefix = "whpk_";
    private const string SignaturePrefix = "v1a,";

    // What the specification's libraries allow.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Reads a public key as the exchange writes it: <c>whpk_</c> and base64.</summary>
    /// <returns>Null when it is not one.</returns>
    public static PublicKey? Key(string text)
    {
        var raw = new byte[33];
        return text.StartsWith(KeyPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[KeyPrefix.Length..], raw, out var length)
            && PublicKey.TryImport(SignatureAlgorithm.Ed25519, raw.AsSpan(0, length), KeyBlobFormat.RawPublicKey, out var key)
            ? key : null;
    }

    /// <summary>Whether a delivery was signed with one of the keys, just now.</summary>
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
