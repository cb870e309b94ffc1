using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Hosting.Validation;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Keys;

/// <summary>
/// Reads public keys that members send (JWK Set, RFC 7517). The stored text is written from the checked members alone, so it holds
/// nothing else. A private part is refused: whoever sends it has disclosed it.
/// </summary>
internal static class PublicKeys
{
    /// <summary>The algorithm of clients' assertions.</summary>
    public static readonly IReadOnlyList<string> OfClients = [SecurityAlgorithms.EcdsaSha256];

    /// <summary>The algorithms allowed for members' own issuers; never a symmetric one, never <c>none</c>.</summary>
    public static readonly IReadOnlyList<string> OfIssuers =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSha256,
    ];

    private const int MostKeys = 20;
    private const int SmallestRsaKey = 2048;
    private const int LargestRsaKey = 8192;
    private static readonly string[] PrivateParts = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    /// <summary>Reads 1 to 20 public keys for the algorithms. Returns null if they are invalid, and adds the errors to <paramref name="faults"/>.</summary>
    public static string? Read(JsonElement? jwks, IReadOnlyList<string> algorithms, string path, Faults faults)
    {
        if (jwks is not { ValueKind: JsonValueKind.Object } set || !set.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            faults.Add(path, "has to be a JWK Set: an object with the array keys");
            return null;
        }
        if (keys.GetArrayLength() is < 1 or > MostKeys)
        {
            faults.Add($"{path}.keys", $"has to hold 1 to {MostKeys} keys");
            return null;
        }
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var read = new JsonArray();
        foreach (var (index, key) in keys.EnumerateArray().Index())
        {
            if (ReadKey(key, algorithms, $"{path}.keys[{index}]", ids, faults) is { } ok) read.Add(ok);
        }
        return read.Count == keys.GetArrayLength() ? new JsonObject { ["keys"] = read }.ToJsonString() : null;
    }

    private static JsonObject? ReadKey(JsonElement key, IReadOnlyList<string> algorithms, string path, HashSet<string> ids, Faults faults)
    {
        string? Text(string name) =>
            key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        JsonObject? Refuse(string field, string message)
        {
            faults.Add(field, message);
            return null;
        }

        if (key.ValueKind != JsonValueKind.Object) return Refuse(path, "has to be a JWK");
        if (PrivateParts.FirstOrDefault(part => key.TryGetProperty(part, out _)) is { } secret)
            return Refuse($"{path}.{secret}", "is private: send only the public key, and replace this key pair, which is now disclosed");
        if (Text("kid") is not { Length: >= 1 and <= 200 } kid || kid.Any(char.IsControl))
            return Refuse($"{path}.kid", "has to name the key, in 1 to 200 characters");
        if (!ids.Add(kid)) return Refuse($"{path}.kid", "is the name of another key of the set");
        if (key.TryGetProperty("use", out _) && Text("use") != "sig") return Refuse($"{path}.use", "has to be sig");
        if (key.TryGetProperty("alg", out _) && !algorithms.Contains(Text("alg")))
            return Refuse($"{path}.alg", $"has to be one of: {string.Join(", ", algorithms)}");

        return Text("kty") switch
        {
            "EC" => Curve(Text("crv"), algorithms) is not { } curve
                ? Refuse($"{path}.crv", "has to be the curve of an accepted algorithm")
                : IsPoint(curve, Text("x"), Text("y"))
                    ? new() { ["kty"] = "EC", ["use"] = "sig", ["kid"] = kid, ["crv"] = Text("crv"), ["x"] = Text("x"), ["y"] = Text("y") }
                    : Refuse(path, "is not a point on its curve"),
            "RSA" when algorithms.Any(a => a.StartsWith("RS", StringComparison.Ordinal) || a.StartsWith("PS", StringComparison.Ordinal)) =>
                IsRsaKey(Text("n"), Text("e"))
                    ? new() { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = kid, ["n"] = Text("n"), ["e"] = Text("e") }
                    : Refuse($"{path}.n", $"has to be a modulus of {SmallestRsaKey} to {LargestRsaKey} bits, with its exponent e"),
            _ => Refuse($"{path}.kty", "has to be the type of key of an accepted algorithm"),
        };
    }

    private static (ECCurve Curve, int Size)? Curve(string? name, IReadOnlyList<string> algorithms) => name switch
    {
        "P-256" when algorithms.Contains(SecurityAlgorithms.EcdsaSha256) => (ECCurve.NamedCurves.nistP256, 32),
        "P-384" when algorithms.Contains(SecurityAlgorithms.EcdsaSha384) => (ECCurve.NamedCurves.nistP384, 48),
        "P-521" when algorithms.Contains(SecurityAlgorithms.EcdsaSha512) => (ECCurve.NamedCurves.nistP521, 66),
        _ => null,
    };

    private static bool IsPoint((ECCurve Curve, int Size) curve, string? x, string? y)
    {
        if (Decode(x) is not { } px || Decode(y) is not { } py || px.Length != curve.Size || py.Length != curve.Size) return false;
        try
        {
            // The import checks that the point is on the curve.
            using var key = ECDsa.Create(new ECParameters { Curve = curve.Curve, Q = new ECPoint { X = px, Y = py } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsRsaKey(string? n, string? e) =>
        Decode(n) is { Length: >= SmallestRsaKey / 8 and <= LargestRsaKey / 8 } modulus && modulus[0] >= 0x80 && (modulus[^1] & 1) == 1 &&
        Decode(e) is { Length: >= 1 and <= 8 } exponent && (exponent[^1] & 1) == 1 && exponent is not [1];

    private static byte[]? Decode(string? base64Url)
    {
        try
        {
            return base64Url is { Length: > 0 and <= 2000 } ? Base64UrlEncoder.DecodeBytes(base64Url) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
