using System.Security.Cryptography;
using System.Text.Json;

namespace Exchange.Credentials;

/// <summary>A status list signed by the State whose certificates it is about (IETF Token Status List, section 5.1).</summary>
public sealed record StatusListToken
{
    /// <summary>Characters of the longest: a full list that could not be packed any smaller.</summary>
    public const int LongestText = 500_000;

    /// <summary>By how much an issuer's clock may be ahead of the verifier's.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>Where the list is published; certificates name it by this, letter by letter (<c>sub</c>).</summary>
    public required string Uri { get; init; }

    /// <summary>When it was signed, in whole seconds.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From when it is <c>stale</c>, in whole seconds.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>For how long a verifier with a connection may keep it before it asks again; whole seconds, at least one.</summary>
    public required TimeSpan TimeToLive { get; init; }

    public required StatusList List { get; init; }

    /// <summary>The token as it is published: a JWS of type <c>statuslist+jwt</c>.</summary>
    /// <exception cref="ArgumentException">No reader would take the result.</exception>
    public string Sign(string keyId, ECDsa key)
    {
        var payload = Payload();
        if (!StrictJson.TryParse(payload, out var claims) || Parse(claims).Fault is not null) throw new ArgumentException("No reader would take this status list.", nameof(keyId));
        return CompactJws.Sign(CredentialTypes.StatusList, keyId, payload, key);
    }

    /// <summary>The claims: <c>sub</c>, <c>iat</c>, <c>exp</c>, <c>ttl</c>, <c>status_list</c>.</summary>
    public byte[] Payload() => JsonText.BytesOf(json =>
    {
        json.WriteStartObject();
        json.WriteString("sub", Uri);
        json.WriteNumber("iat", IssuedAt.ToUnixTimeSeconds());
        json.WriteNumber("exp", ExpiresAt.ToUnixTimeSeconds());
        json.WriteNumber("ttl", (long)TimeToLive.TotalSeconds);
        json.WriteStartObject("status_list");
        json.WriteNumber("bits", StatusList.Bits);
        json.WriteString("lst", List.Encode());
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>Reads a list that can be relied on now: signed, of that address, neither early, stale nor rolled back.</summary>
    /// <param name="text">As it came.</param>
    /// <param name="uri">The list that the certificate names.</param>
    /// <param name="keys">Those of the certificate's issuer.</param>
    /// <param name="now">The verifier's time.</param>
    /// <param name="newestSeen"><see cref="IssuedAt"/> of the newest that this verifier has seen of the list; null when none.</param>
    public static Reading<StatusListToken> Read(string? text, string uri, CredentialKeySet keys, DateTimeOffset now, DateTimeOffset? newestSeen = null)
    {
        var token = Open(text, uri, keys);
        return token.Fault is null && token.Value.CheckAge(now, newestSeen) is { } fault ? fault : token;
    }

    /// <summary>Reads a list whatever its age: to say how old it is, or that even an old one calls a certificate revoked.</summary>
    public static Reading<StatusListToken> Open(string? text, string uri, CredentialKeySet keys)
    {
        var jws = CompactJws.Read(text, CredentialTypes.StatusList, LongestText);
        if (jws.Fault is { } fault) return fault;
        if (jws.Value.Verify(keys) is { } forged) return forged;
        var token = Parse(jws.Value.Claims);
        return token.Fault is null && token.Value.Uri != uri ? CredentialFault.OtherList : token;
    }

    /// <summary>Null when the list can be relied on at <paramref name="now"/>.</summary>
    public CredentialFault? CheckAge(DateTimeOffset now, DateTimeOffset? newestSeen = null)
    {
        if (IssuedAt > now + ClockTolerance) return CredentialFault.NotYetValid;
        if (ExpiresAt <= now) return CredentialFault.Stale;
        return IssuedAt < newestSeen ? CredentialFault.RolledBack : null;
    }

    private static Reading<StatusListToken> Parse(JsonElement claims)
    {
        // Lifetimes are recommended by the standard and required here: a list without one would never be stale.
        if (!claims.TryGetText("sub", out var uri) || !claims.TryGetInstant("iat", out var issuedAt) || !claims.TryGetInstant("exp", out var expiresAt)
            || expiresAt <= issuedAt || !claims.TryGetWhole("ttl", 1, int.MaxValue, out var ttl))
            return CredentialFault.Content;
        if (!claims.TryGetProperty("status_list", out var packed) || packed.ValueKind != JsonValueKind.Object
            || !packed.TryGetWhole("bits", StatusList.Bits, StatusList.Bits, out _) || !packed.TryGetText("lst", out var lst))
            return CredentialFault.ListForm;
        var list = StatusList.Decode(lst);
        if (list.Fault is { } fault) return fault;
        return new StatusListToken { Uri = uri, IssuedAt = issuedAt, ExpiresAt = expiresAt, TimeToLive = TimeSpan.FromSeconds(ttl), List = list.Value };
    }
}
