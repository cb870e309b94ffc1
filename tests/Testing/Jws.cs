using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Exchange.Testing;

/// <summary>Signed tokens (RFC 7515), written by hand: whatever is asked, also what no library would sign.</summary>
public static class Jws
{
    public static string Sign(JsonObject header, JsonObject claims, ECDsa key)
    {
        var content = Content(header, claims);
        return $"{content}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256))}";
    }

    /// <summary>Header and claims as they are signed.</summary>
    internal static string Content(JsonObject header, JsonObject claims) => $"{Encode(header)}.{Encode(claims)}";

    internal static string Encode(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
