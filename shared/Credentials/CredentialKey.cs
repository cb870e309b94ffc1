using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Exchange.Credentials;

/// <summary>A public key that verifies credentials: a point of P-256, for ES256 (RFC 7518, section 3.4).</summary>
public sealed class CredentialKey
{
    /// <summary>More characters than any JWK of this kind has.</summary>
    public const int LongestText = 4096;

    private const int CoordinateBytes = 32;

    private static readonly BigInteger Prime = Hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static readonly BigInteger B = Hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    // RFC 7518, sections 6.2.2, 6.3.2 and 6.4.
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    // Whoever signs does so many times with one key, which is not changed meanwhile.
    private static readonly ConditionalWeakTable<ECDsa, string> Ids = [];

    private readonly byte[] x;
    private readonly byte[] y;

    // An ECDsa is costly to make and not for two threads at once.
    private readonly ConcurrentBag<ECDsa> idle = [];

    private CredentialKey(byte[] x, byte[] y)
    {
        (this.x, this.y) = (x, y);
        // RFC 7638: the required members in the order of their names, without white space.
        var thumbprint = $$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(x)}}","y":"{{Base64Url.EncodeToString(y)}}"}""";
        Id = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(thumbprint)));
    }

    /// <summary>The key id (<c>kid</c>): the JWK thumbprint (RFC 7638, SHA-256), 43 characters of base64url.</summary>
    public string Id { get; }

    /// <summary>The public part of <paramref name="key"/>.</summary>
    /// <exception cref="ArgumentException">The key is not on P-256.</exception>
    public static CredentialKey Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return point is { X: { Length: CoordinateBytes } x, Y: { Length: CoordinateBytes } y } && IsOnCurve(x, y)
            ? new CredentialKey(x, y)
            : throw new ArgumentException("Credentials are signed by keys on P-256.", nameof(key));
    }

    /// <summary>The id of the public part of <paramref name="key"/>, found out once.</summary>
    /// <exception cref="ArgumentException">The key is not on P-256.</exception>
    internal static string IdOf(ECDsa key) => Ids.GetValue(key, static key => Of(key).Id);

    /// <summary>Whether <paramref name="text"/> has the form of a <see cref="Id"/>: nothing else is looked up anywhere.</summary>
    public static bool IsId(string? text) => text is not null && StrictBase64Url.IsOf(SHA256.HashSizeInBytes, text);

    /// <summary>
    /// Reads a JWK (RFC 7517): <c>EC</c>, <c>P-256</c>, a point on the curve, no private part, and <c>use</c>, <c>alg</c>,
    /// <c>key_ops</c> and <c>kid</c>, where given, those of a key that verifies ES256 and is named by its thumbprint.
    /// </summary>
    public static Reading<CredentialKey> Parse(string? jwk)
    {
        if (jwk is null) return CredentialFault.KeyForm;
        if (jwk.Length > LongestText) return CredentialFault.TooLong;
        return StrictJson.TryParse(Encoding.UTF8.GetBytes(jwk), out var json) ? Parse(json) : CredentialFault.KeyForm;
    }

    /// <summary>The key as a JWK, with <c>use</c>, <c>alg</c> and <c>kid</c>.</summary>
    public string ToJwk() => JsonText.Of(Write);

    internal static Reading<CredentialKey> Parse(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object) return CredentialFault.KeyForm;
        if (PrivateMembers.Any(name => jwk.TryGetProperty(name, out _))) return CredentialFault.PrivateKey;
        if (!Is("kty", "EC") || !Is("crv", "P-256") || !IsOrAbsent("use", "sig") || !IsOrAbsent("alg", "ES256") || !MayVerify(jwk))
            return CredentialFault.KeyType;
        if (Coordinate("x") is not { } x || Coordinate("y") is not { } y || !IsOnCurve(x, y)) return CredentialFault.KeyPoint;
        var key = new CredentialKey(x, y);
        return IsOrAbsent("kid", key.Id) ? key : CredentialFault.KeyId;

        bool Is(string name, string value) => jwk.TryGetText(name, out var text) && text == value;
        bool IsOrAbsent(string name, string value) => !jwk.TryGetProperty(name, out _) || Is(name, value);
        byte[]? Coordinate(string name) => jwk.TryGetText(name, out var text) && StrictBase64Url.IsOf(CoordinateBytes, text)
            ? Base64Url.DecodeFromChars(text)
            : null;
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kty", "EC");
        json.WriteString("use", "sig");
        json.WriteString("alg", "ES256");
        json.WriteString("kid", Id);
        json.WriteString("crv", "P-256");
        json.WriteString("x", Base64Url.EncodeToString(x));
        json.WriteString("y", Base64Url.EncodeToString(y));
        json.WriteEndObject();
    }

    /// <param name="signature">R and S, 32 bytes each (RFC 7518, section 3.4).</param>
    internal bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (!idle.TryTake(out var key)) key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
        var valid = key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        idle.Add(key);
        return valid;
    }

    private static bool MayVerify(JsonElement jwk) => !jwk.TryGetProperty("key_ops", out var operations)
        || (operations.ValueKind == JsonValueKind.Array
            && operations.EnumerateArray().Any(o => o.ValueKind == JsonValueKind.String && o.ValueEquals("verify")));

    // y² = x³ - 3x + b: a point elsewhere belongs to another, weaker curve. The cofactor is 1, so that the curve is enough.
    private static bool IsOnCurve(byte[] x, byte[] y)
    {
        BigInteger left = new(y, isUnsigned: true, isBigEndian: true), right = new(x, isUnsigned: true, isBigEndian: true);
        return left < Prime && right < Prime && (left * left - (right * right * right - 3 * right + B)) % Prime == 0;
    }

    private static BigInteger Hex(string digits) => new(Convert.FromHexString(digits), isUnsigned: true, isBigEndian: true);
}
