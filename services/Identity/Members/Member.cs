using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Hosting.Trust;
using Exchange.Identity.Keys;

namespace Exchange.Identity.Members;

/// <summary>A point of contact of a member (outcome document, paras 51, 182).</summary>
/// <param name="Name">The office or the person.</param>
/// <param name="Role">The responsibility.</param>
/// <param name="Email">The email address.</param>
/// <param name="Phone">The telephone number.</param>
internal sealed record PointOfContact(string Name, string? Role = null, string? Email = null, string? Phone = null);

/// <summary>The keys of an issuer that a member runs itself, and the names of the claims in its tokens.</summary>
internal sealed record Federation
{
    public required string Jwks { get; init; }
    public required string MemberClaim { get; init; }
    public required string MemberValue { get; init; }
    public required IReadOnlyList<string> Algorithms { get; init; }
    public required IReadOnlyList<string> TokenTypes { get; init; }
    public required string AuthorityClaim { get; init; }
    public required string FunctionsClaim { get; init; }
    public required string ScopeClaim { get; init; }
}

/// <summary>
/// A member of the network and its token issuer. Every change increments <see cref="Version"/>, and of two concurrent changes only one
/// commits, so services recognize the newest state by its version.
/// </summary>
internal sealed class Member
{
    /// <summary>The clock difference that services allow; a key is accepted this much longer than its last token.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    public required string Code { get; init; }
    public required string Kind { get; init; }
    public required string Name { get; set; }
    public string Status { get; private set; } = MemberStatus.Active;
    public required string Issuer { get; set; }

    /// <summary>Null if the network hosts the issuer.</summary>
    public Federation? Federation { get; set; }

    /// <summary>Keys of the hosted issuer, including old ones.</summary>
    public List<IssuerKey> Keys { get; } = [];

    public IReadOnlyList<PointOfContact> PointsOfContact { get; set; } = [];
    public string? SuspensionReason { get; private set; }
    public required DateTimeOffset AdmittedAt { get; init; }

    /// <summary>Tokens issued before this time are refused: a reinstatement does not revive them.</summary>
    public DateTimeOffset? NotIssuedBefore { get; private set; }

    /// <summary>Disabled clients: they get no tokens, and the tokens they have are refused.</summary>
    public IReadOnlyList<string> DisabledClients { get; private set; } = [];

    public long Version { get; private set; } = 1;

    public bool IsActive => Status == MemberStatus.Active;

    public bool IsHosted => Federation is null;

    public void Suspend(string reason)
    {
        Status = MemberStatus.Suspended;
        SuspensionReason = reason;
        Version++;
    }

    public void Reinstate(DateTimeOffset now)
    {
        Status = MemberStatus.Active;
        SuspensionReason = null;
        // Tokens hold whole seconds: one issued just after must not seem older than the reinstatement.
        NotIssuedBefore = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        Version++;
    }

    public void SetPointsOfContact(IReadOnlyList<PointOfContact> contacts)
    {
        PointsOfContact = contacts;
        Version++;
    }

    public void DisableClient(string clientId)
    {
        DisabledClients = [.. DisabledClients.Append(clientId).Distinct()];
        Version++;
    }

    public void ReplaceFederation(Federation own)
    {
        Federation = own;
        Version++;
    }

    /// <summary>Changes the hosted issuer's address with that of the network.</summary>
    public void MoveIssuer(string issuer)
    {
        Issuer = issuer;
        Version++;
    }

    /// <summary>Adds the next key. The present one signs until the next one starts, and is accepted while its tokens are valid.</summary>
    public void RotateTo(IssuerKey next)
    {
        foreach (var key in Keys.Where(k => k.AcceptedUntil is null))
            key.AcceptedUntil = next.SignsFrom + TokenLifetimes.Access + ClockSkew;
        Keys.Add(next);
        Version++;
    }

    /// <summary>Replaces keys that somebody else may hold, at once; all tokens signed with them are refused.</summary>
    public void ReplaceCompromisedBy(IssuerKey next, DateTimeOffset now)
    {
        foreach (var key in Keys.Where(k => !k.Withdrawn))
        {
            key.Withdrawn = key.Compromised = true;
            key.AcceptedUntil = now;
        }
        Keys.Add(next);
        Version++;
    }

    /// <summary>Withdraws the keys whose last tokens have expired. Returns false if there are none.</summary>
    public bool WithdrawOldKeys(DateTimeOffset now)
    {
        var old = Keys.Where(k => !k.Withdrawn && k.AcceptedUntil <= now).ToList();
        if (old.Count == 0) return false;
        old.ForEach(k => k.Withdrawn = true);
        Version++;
        return true;
    }

    /// <summary>Everything that services need to validate the member's tokens.</summary>
    public MemberTrust ToTrust()
    {
        var trust = new MemberTrust
        {
            Code = Code,
            Kind = Kind,
            Name = Name,
            Status = Status,
            Issuer = Issuer,
            MemberValue = Code,
            Jwks = JwksOf(Keys.Where(k => !k.Withdrawn)),
            NotIssuedBefore = NotIssuedBefore,
            DisabledClients = DisabledClients,
            Version = Version,
        };
        return Federation is not { } own ? trust : trust with
        {
            Jwks = own.Jwks,
            MemberClaim = own.MemberClaim,
            MemberValue = own.MemberValue,
            Algorithms = own.Algorithms,
            TokenTypes = own.TokenTypes,
            AuthorityClaim = own.AuthorityClaim,
            FunctionsClaim = own.FunctionsClaim,
            ScopeClaim = own.ScopeClaim,
        };
    }

    /// <summary>Every key that verifies tokens, also of past years, except compromised ones: a JWK Set (RFC 7517).</summary>
    public string VerificationJwks() => Federation?.Jwks ?? JwksOf(Keys.Where(k => !k.Compromised));

    private static string JwksOf(IEnumerable<IssuerKey> keys) => new JsonObject
    {
        ["keys"] = new JsonArray([.. keys.OrderByDescending(k => k.CreatedAt).Select(k => JsonNode.Parse(k.PublicJwk))]),
    }.ToJsonString();
}
