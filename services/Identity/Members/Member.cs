using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Hosting.Trust;
using Exchange.Identity.Keys;

namespace Exchange.Identity.Members;

/// <summary>Whom to turn to at a member (outcome document, paras 51, 182).</summary>
/// <param name="Name">The office, or the person.</param>
/// <param name="Role">What it answers for.</param>
internal sealed record PointOfContact(string Name, string? Role = null, string? Email = null, string? Phone = null);

/// <summary>The issuer that a member brings itself, and how its tokens name things.</summary>
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
/// A member of the network and the one issuer that speaks for it. Every change raises <see cref="Version"/>, and two at
/// once cannot both commit: so services can tell the newest state by its number.
/// </summary>
internal sealed class Member
{
    /// <summary>Services allow clocks to differ by this much; a key stays accepted so much longer than its last token.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    public required string Code { get; init; }
    public required string Kind { get; init; }
    public required string Name { get; set; }
    public string Status { get; private set; } = MemberStatus.Active;
    public required string Issuer { get; set; }

    /// <summary>Null when the network hosts the issuer.</summary>
    public Federation? Federation { get; set; }

    /// <summary>Keys of the hosted issuer, old ones too.</summary>
    public List<IssuerKey> Keys { get; } = [];

    public IReadOnlyList<PointOfContact> PointsOfContact { get; set; } = [];
    public string? SuspensionReason { get; private set; }
    public required DateTimeOffset AdmittedAt { get; init; }

    /// <summary>Tokens from before a suspension do not come back to life with it.</summary>
    public DateTimeOffset? NotIssuedBefore { get; private set; }

    /// <summary>Clients that were disabled: they get no tokens, and those that they have are refused.</summary>
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
        // Tokens bear whole seconds: one issued right after must not look older than the reinstatement.
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

    /// <summary>The hosted issuer's address changed with that of the network.</summary>
    public void MoveIssuer(string issuer)
    {
        Issuer = issuer;
        Version++;
    }

    /// <summary>Publishes the next key; the present one signs until that one starts, and is accepted while its tokens live.</summary>
    public void RotateTo(IssuerKey next)
    {
        foreach (var key in Keys.Where(k => k.AcceptedUntil is null))
            key.AcceptedUntil = next.SignsFrom + TokenLifetimes.Access + ClockSkew;
        Keys.Add(next);
        Version++;
    }

    /// <summary>Replaces keys that somebody else may hold: at once, and whatever they signed is refused.</summary>
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

    /// <summary>Withdraws the keys whose last tokens have expired; false when there are none.</summary>
    public bool WithdrawOldKeys(DateTimeOffset now)
    {
        var old = Keys.Where(k => !k.Withdrawn && k.AcceptedUntil <= now).ToList();
        if (old.Count == 0) return false;
        old.ForEach(k => k.Withdrawn = true);
        Version++;
        return true;
    }

    /// <summary>What services need to know, complete.</summary>
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

    /// <summary>Every key whose signatures may still be verified, those of past years too.</summary>
    public string VerificationJwks() => Federation?.Jwks ?? JwksOf(Keys.Where(k => !k.Compromised));

    private static string JwksOf(IEnumerable<IssuerKey> keys) => new JsonObject
    {
        ["keys"] = new JsonArray([.. keys.OrderByDescending(k => k.CreatedAt).Select(k => JsonNode.Parse(k.PublicJwk))]),
    }.ToJsonString();
}
