namespace Exchange.Contracts;

/// <summary>
/// A member of the network and the one issuer that speaks for it, complete: whoever holds the newest
/// <see cref="Version"/> needs no other message, and an older one that comes late is dropped.
/// </summary>
public sealed record MemberTrust
{
    /// <summary>ISO 3166-1 alpha-3 of a State, or the short name of an organization (<c>ECOWAS</c>).</summary>
    public required string Code { get; init; }

    /// <summary><c>state</c>, <c>organization</c> or <c>operator</c>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary><c>active</c>, <c>suspended</c> or <c>withdrawn</c>; only an active member's tokens are accepted.</summary>
    public required string Status { get; init; }

    /// <summary>The issuer identifier (RFC 8414) that tokens of this member bear, compared byte by byte.</summary>
    public required string Issuer { get; init; }

    /// <summary>The claim by which the issuer names the member, and the only value it may have.</summary>
    public string MemberClaim { get; init; } = "member";

    public required string MemberValue { get; init; }

    /// <summary>Accepted <c>typ</c> headers (RFC 9068).</summary>
    public IReadOnlyList<string> TokenTypes { get; init; } = ["at+jwt"];

    /// <summary>Accepted signature algorithms (RFC 7518).</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["ES256"];

    /// <summary>Claims that hold the authority, its functions and the scopes; a federated issuer may name them otherwise.</summary>
    public string AuthorityClaim { get; init; } = "authority";

    public string FunctionsClaim { get; init; } = "functions";

    public string ScopeClaim { get; init; } = "scope";

    /// <summary>Public keys as a JWK Set (RFC 7517), those in use and those still accepted.</summary>
    public required string Jwks { get; init; }

    /// <summary>Emergency revocation: tokens issued before this instant are refused.</summary>
    public DateTimeOffset? NotIssuedBefore { get; init; }

    /// <summary>Clients of the hosted issuer that were disabled, by the subject that their tokens name: these are refused.</summary>
    public IReadOnlyList<string> DisabledClients { get; init; } = [];

    /// <summary>Grows with each change of this member.</summary>
    public required long Version { get; init; }
}

/// <summary>From when until when a member belongs to a group (both dates inclusive, UTC).</summary>
public sealed record GroupMembership(string Member, DateOnly From, DateOnly? Until);

/// <summary>A member was admitted, or told again to a service that asked.</summary>
public sealed record MemberAdmitted(MemberTrust Member);

/// <summary>A member was suspended: its tokens are refused from now on.</summary>
public sealed record MemberSuspended(MemberTrust Member);

/// <summary>A suspended member was reinstated.</summary>
public sealed record MemberReinstated(MemberTrust Member);

/// <summary>A member's issuer rolled its keys.</summary>
public sealed record KeysRotated(MemberTrust Member);

/// <summary>A client of a member's hosted issuer was disabled: its tokens are refused from now on.</summary>
public sealed record ClientDisabled(MemberTrust Member);

/// <summary>A regional group (<c>EAC</c>) and its dated memberships, complete.</summary>
public sealed record GroupChanged(string Code, string Name, IReadOnlyList<GroupMembership> Memberships, long Version);

/// <summary>A process started and asks Identity to tell members and groups again.</summary>
public sealed record TrustRequested(string Service);
