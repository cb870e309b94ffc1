using System.Text;
using System.Text.Json;

namespace Exchange.Credentials;

/// <summary>The keys of one issuer, the present one and older ones that still verify what they signed.</summary>
public sealed class CredentialKeySet
{
    /// <summary>Characters of a JWK Set that is read.</summary>
    public const int LongestText = 65_536;

    /// <summary>Keys of a set that is read.</summary>
    public const int MostKeys = 128;

    private readonly Dictionary<string, CredentialKey> keys;

    public CredentialKeySet(params IEnumerable<CredentialKey> keys) => this.keys = keys.DistinctBy(k => k.Id).ToDictionary(k => k.Id, StringComparer.Ordinal);

    public int Count => keys.Count;

    /// <summary>
    /// Reads a JWK Set (RFC 7517, section 5). Keys of other kinds are left out, as the RFC says; a key with a private part,
    /// off the curve or misnamed makes the whole set suspect.
    /// </summary>
    public static Reading<CredentialKeySet> Parse(string? jwks)
    {
        if (jwks is null) return CredentialFault.KeyForm;
        if (jwks.Length > LongestText) return CredentialFault.TooLong;
        if (!StrictJson.TryParse(Encoding.UTF8.GetBytes(jwks), out var json)) return CredentialFault.KeyForm;
        if (!json.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array) return CredentialFault.KeyForm;
        if (list.GetArrayLength() > MostKeys) return CredentialFault.TooLong;
        var keys = new List<CredentialKey>();
        foreach (var jwk in list.EnumerateArray())
        {
            var key = CredentialKey.Parse(jwk);
            if (key.Fault is null) keys.Add(key.Value);
            else if (key.Fault != CredentialFault.KeyType) return key.Fault;
        }
        return new CredentialKeySet(keys);
    }

    /// <summary>The key of this id, or null.</summary>
    public CredentialKey? Find(string keyId) => keys.GetValueOrDefault(keyId);

    /// <summary>The set as JSON, sorted by nothing but the order in which the keys were given.</summary>
    public string ToJwks() => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("keys");
        foreach (var key in keys.Values) key.Write(json);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
