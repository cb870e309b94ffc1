using System.Collections.Frozen;
using Exchange.Contracts;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Hosting.Trust;

/// <summary>
/// Members, issuers and groups as this process knows them now. Readers take one <see cref="Snapshot"/>; it is replaced
/// whole when the projection changes.
/// </summary>
public sealed class TrustDirectory
{
    /// <summary>The code under which every active State and organization is reached.</summary>
    public const string Everyone = "*";

    private volatile Snapshot now = new([], []);

    /// <summary>Another object after each change: whoever kept the last one sees whether anything changed since.</summary>
    public object State => now;

    /// <summary>Every member, whatever its status.</summary>
    public IReadOnlyCollection<MemberTrust> Members => now.Members.Values;

    public IReadOnlyCollection<GroupChanged> Groups => now.Groups.Values;

    /// <summary>The member of that code, whatever its status; null when there is none.</summary>
    public MemberTrust? Member(string code) => now.Members.GetValueOrDefault(code);

    public bool IsActive(string code) => Member(code) is { Status: MemberStatus.Active };

    /// <summary>The active member whose issuer this is, with its keys; null when there is none.</summary>
    public TrustedIssuer? Find(string issuer) => now.Issuers.GetValueOrDefault(issuer);

    /// <summary>The addresses of releases that reach a member on a day: itself, its groups' States, everyone.</summary>
    public IReadOnlyList<string> AddressesOf(string code, DateOnly on)
    {
        var snapshot = now;
        if (!snapshot.Members.TryGetValue(code, out var member)) return [];
        var addresses = new List<string> { code };
        if (member.Kind == MemberKind.State)
            addresses.AddRange(snapshot.Groups.Values.Where(g => IsIn(g, code, on)).Select(g => $"{g.Code}/*"));
        // The operator runs the network and is no party to what is shared in it.
        if (member.Kind != MemberKind.Operator) addresses.Add(Everyone);
        return addresses;
    }

    /// <summary>
    /// The active members that an address reaches on a day; null when the address is none (an unknown member or group).
    /// </summary>
    public IReadOnlyList<MemberTrust>? Reached(string address, DateOnly on)
    {
        var snapshot = now;
        IEnumerable<MemberTrust> active = snapshot.Members.Values.Where(m => m.Status == MemberStatus.Active);
        if (address == Everyone) return [.. active.Where(m => m.Kind != MemberKind.Operator)];
        if (address.EndsWith("/*", StringComparison.Ordinal))
        {
            return snapshot.Groups.TryGetValue(address[..^2], out var group)
                ? [.. active.Where(m => m.Kind == MemberKind.State && IsIn(group, m.Code, on))]
                : null;
        }
        return snapshot.Members.TryGetValue(address, out var member)
            ? member.Status == MemberStatus.Active ? [member] : []
            : null;
    }

    internal void Replace(IEnumerable<MemberTrust> members, IEnumerable<GroupChanged> groups) => now = new(members, groups);

    private static bool IsIn(GroupChanged group, string member, DateOnly on) =>
        group.Memberships.Any(m => m.Member == member && m.From <= on && (m.Until is null || on <= m.Until));

    private sealed class Snapshot(IEnumerable<MemberTrust> members, IEnumerable<GroupChanged> groups)
    {
        public FrozenDictionary<string, MemberTrust> Members { get; } = members.ToFrozenDictionary(m => m.Code, StringComparer.Ordinal);
        public FrozenDictionary<string, GroupChanged> Groups { get; } = groups.ToFrozenDictionary(g => g.Code, StringComparer.Ordinal);
        public FrozenDictionary<string, TrustedIssuer> Issuers { get; } = members
            .Where(m => m.Status == MemberStatus.Active)
            .GroupBy(m => m.Issuer)
            // Identity admits an issuer once; were two members ever to share one, it would speak for neither.
            .Where(same => same.Count() == 1)
            .ToFrozenDictionary(same => same.Key, same => new TrustedIssuer(same.Single()), StringComparer.Ordinal);
    }
}

/// <summary>Values of <see cref="MemberTrust.Kind"/>.</summary>
public static class MemberKind
{
    public const string State = "state";
    public const string Organization = "organization";
    public const string Operator = "operator";
}

/// <summary>Values of <see cref="MemberTrust.Status"/>.</summary>
public static class MemberStatus
{
    public const string Active = "active";
    public const string Suspended = "suspended";
    public const string Withdrawn = "withdrawn";
}

/// <summary>An issuer with the keys that validate its tokens, and no other's.</summary>
public sealed class TrustedIssuer(MemberTrust member)
{
    public MemberTrust Member { get; } = member;
    public IReadOnlyList<SecurityKey> Keys { get; } = [.. JsonWebKeySet.Create(member.Jwks).GetSigningKeys()];
}
