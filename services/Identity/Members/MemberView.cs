using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Fields;
using Exchange.Identity.Groups;

namespace Exchange.Identity.Members;

/// <summary>A member of the network.</summary>
/// <param name="Code">ISO 3166-1 alpha-3 of a State, or an organization's short name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Whether it is a State, an organization or the operator of the network.</param>
/// <param name="Status">Whether it is active. A suspended member's tokens are refused everywhere.</param>
/// <param name="Issuer">Its OpenID Connect issuer: the <c>iss</c> of its tokens.</param>
/// <param name="Hosted">Whether the network hosts that issuer.</param>
/// <param name="Groups">The short names of the regional groups that it belongs to today.</param>
/// <param name="PointsOfContact">Its points of contact.</param>
/// <param name="AdmittedAt">When it was admitted.</param>
/// <param name="Version">1 when admitted, +1 with each change.</param>
internal sealed record MemberView(
    [property: Form(typeof(MemberCodes), nameof(MemberCodes.Fault), Max = 16, Pattern = MemberCodes.Pattern)] string Code,
    string Name,
    [property: OneOf(MemberKind.State, MemberKind.Organization, MemberKind.Operator)] string Kind,
    [property: OneOf(MemberStatus.Active, MemberStatus.Suspended)] string Status,
    string Issuer,
    bool Hosted,
    IReadOnlyList<string> Groups,
    IReadOnlyList<PointOfContact> PointsOfContact,
    DateTimeOffset AdmittedAt,
    long Version)
{
    internal static MemberView Of(Member member, IEnumerable<Group> groups, DateOnly on) => new(
        member.Code, member.Name, member.Kind, member.Status, member.Issuer, member.IsHosted,
        [.. groups.Where(g => g.Memberships.Any(m => m.Member == member.Code && m.From <= on && (m.Until is null || on <= m.Until)))
            .Select(g => g.Code).Order(StringComparer.Ordinal)],
        member.PointsOfContact, member.AdmittedAt, member.Version);
}
