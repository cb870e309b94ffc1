using System.Text.Json;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Identity.Groups;

namespace Exchange.Identity.Members;

/// <summary>A member of the network.</summary>
/// <param name="Code">ISO 3166-1 alpha-3 of a State, or an organization's short name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>state</c>, <c>organization</c> or <c>operator</c>.</param>
/// <param name="Status"><c>active</c> or <c>suspended</c>.</param>
/// <param name="Issuer">Its OpenID Connect issuer.</param>
/// <param name="Hosted">Whether the network hosts that issuer.</param>
/// <param name="Groups">The groups that it belongs to today.</param>
/// <param name="PointsOfContact">Its points of contact.</param>
/// <param name="AdmittedAt">When it was admitted.</param>
/// <param name="Version">1 when admitted, +1 with each change.</param>
internal sealed record MemberView(
    string Code,
    string Name,
    string Kind,
    string Status,
    string Issuer,
    bool Hosted,
    IReadOnlyList<string> Groups,
    IReadOnlyList<PointOfContact> PointsOfContact,
    DateTimeOffset AdmittedAt,
    long Version)
{
    private static readonly JsonSerializerOptions Json = WebJson();

    internal static MemberView Of(Member member, IEnumerable<Group> groups, DateOnly on) => new(
        member.Code, member.Name, member.Kind, member.Status, member.Issuer, member.IsHosted,
        [.. groups.Where(g => g.Memberships.Any(m => m.Member == member.Code && m.From <= on && (m.Until is null || on <= m.Until)))
            .Select(g => g.Code).Order(StringComparer.Ordinal)],
        member.PointsOfContact, member.AdmittedAt, member.Version);

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    private static JsonSerializerOptions WebJson()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ExchangeDefaults.ConfigureJson(json);
        return json;
    }
}
