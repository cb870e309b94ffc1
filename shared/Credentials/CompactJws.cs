using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Exchange.Credentials;

/// <summary>
/// A JWS in compact form (RFC 7515) as this network signs them: ES256, and a header of exactly <c>alg</c>, <c>typ</c> and
/// <c>kid</c>. Reading never throws, whatever the text.
/// </summary>
public sealed class CompactJws
{
    private const int SignatureBytes = 64;

    private static readonly string[] KeyMembers = ["jwk", "jku", "x5u", "x5c"];

    private readonly string text;

    private CompactJws(string text, string keyId, byte[] payload, JsonElement claims, byte[] signingInput, byte[] signature) =>
        (this.text, KeyId, Payload, Claims, SigningInput, Signature) = (text, keyId, payload, claims, signingInput, signature);

    /// <summary>Which of the issuer's keys it names (<see cref="CredentialKey.Id"/>).</summary>
    public string KeyId { get; }

    /// <summary>One JSON object in UTF-8, no member named twice; its meaning is not checked, nor, before <see cref="Verify"/>, whose it is.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The members of <see cref="Payload"/>.</summary>
    public JsonElement Claims { get; }

    /// <summary>What was signed: header, dot and payload as they stand in the text.</summary>
    public ReadOnlyMemory<byte> SigningInput { get; }

    /// <summary>R and S, 32 bytes each.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Signs <paramref name="payload"/>, a JSON object in UTF-8.</summary>
    /// <param name="type">One of <see cref="CredentialTypes"/>.</param>
    /// <param name="keyId">The key's own <see cref="CredentialKey.Id"/>, under which verifiers find it.</param>
    /// <param name="key">With its private part; on P-256.</param>
    /// <exception cref="ArgumentException">No reader would take the result.</exception>
    public static string Sign(string type, string keyId, ReadOnlySpan<byte> payload, ECDsa key)
    {
        if (CredentialKey.IdOf(key) != keyId) throw new ArgumentException("The key has another id.", nameof(keyId));
        var header = Header(type, keyId);
        if (!StrictJson.TryParse(header, out var members) || Check(members, type) is not null) throw new ArgumentException("No reader would take this type.", nameof(type));
        if (!StrictJson.TryParse(payload, out _)) throw new ArgumentException("The payload is not one JSON object with one meaning.", nameof(payload));
        var unsigned = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{unsigned}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>Reads a text of unknown origin; its signature is not verified yet.</summary>
    /// <param name="text">As it came.</param>
    /// <param name="expectedType">What it must be: one of <see cref="CredentialTypes"/>.</param>
    /// <param name="longest">Characters beyond which it is not looked at.</param>
    public static Reading<CompactJws> Read(string? text, string expectedType, int longest)
    {
        if (text is null) return CredentialFault.Malformed;
        if (text.Length > longest) return CredentialFault.TooLong;

        int first = text.IndexOf('.', StringComparison.Ordinal), last = text.LastIndexOf('.');
        if (first == last || text.AsSpan(first + 1).IndexOf('.') != last - first - 1) return CredentialFault.Malformed;

        // The header before the rest, so that a text with `alg: none` and no signature is told for what it is.
        if (!StrictBase64Url.TryDecode(text.AsSpan(0, first), out var header)) return CredentialFault.Malformed;
        if (!StrictJson.TryParse(header, out var json)) return CredentialFault.Header;
        if (Check(json, expectedType) is { } fault) return fault;
        var keyId = json.GetProperty("kid").GetString()!;

        if (!StrictBase64Url.TryDecode(text.AsSpan(first + 1, last - first - 1), out var payload)) return CredentialFault.Malformed;
        if (!StrictBase64Url.TryDecode(text.AsSpan(last + 1), out var signature)) return CredentialFault.Malformed;
        if (signature.Length != SignatureBytes) return CredentialFault.Signature;
        if (!StrictJson.TryParse(payload, out var claims)) return CredentialFault.Payload;
        return new CompactJws(text, keyId, payload, claims, Encoding.ASCII.GetBytes(text, 0, last), signature);
    }

    /// <summary>Verifies the signature by the one key it names; null when it is that key's.</summary>
    /// <param name="keys">Those of the issuer that the text claims, and of nobody else.</param>
    public CredentialFault? Verify(CredentialKeySet keys)
    {
        if (keys.Find(KeyId) is not { } key) return CredentialFault.UnknownKey;
        return key.Verify(SigningInput.Span, Signature.Span) ? null : CredentialFault.Signature;
    }

    /// <summary>Whether <paramref name="other"/>, a text that <see cref="Sign"/> made, has the same payload: each has but one spelling.</summary>
    public bool SignsWhat(string other) => PayloadIn(text).SequenceEqual(PayloadIn(other));

    /// <summary>The payload of a text that <see cref="Sign"/> made; nothing of it is checked again.</summary>
    public static byte[] PayloadOf(string text) => Base64Url.DecodeFromChars(PayloadIn(text));

    private static ReadOnlySpan<char> PayloadIn(string text) => text.AsSpan()[(text.IndexOf('.', StringComparison.Ordinal) + 1)..text.LastIndexOf('.')];

    private static CredentialFault? Check(JsonElement header, string expectedType)
    {
        if (!header.TryGetText("alg", out var algorithm) || algorithm != "ES256") return CredentialFault.Algorithm;
        if (KeyMembers.Any(name => header.TryGetProperty(name, out _))) return CredentialFault.EmbeddedKey;
        if (header.EnumerateObject().Any(member => member.Name is not ("alg" or "typ" or "kid"))) return CredentialFault.Header;
        if (!header.TryGetText("typ", out var type) || type != expectedType) return CredentialFault.Type;
        return header.TryGetText("kid", out var keyId) && CredentialKey.IsId(keyId) ? null : CredentialFault.KeyId;
    }

    // By hand: a JSON writer would escape the plus sign of the type.
    private static byte[] Header(string type, string keyId) => Encoding.UTF8.GetBytes($$"""{"alg":"ES256","typ":"{{type}}","kid":"{{keyId}}"}""");
}
