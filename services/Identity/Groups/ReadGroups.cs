using System.ComponentModel;
using Exchange.Access;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Exchange.Identity.Fields;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Groups;

/// <summary>A regional group of States.</summary>
/// <param name="Code">Its short name, such as <c>EAC</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Memberships">Its dated memberships.</param>
/// <param name="Version">1 when created, +1 with each change.</param>
internal sealed record GroupView(
    [property: Form(typeof(MemberCodes), nameof(MemberCodes.Fault), Max = 16, Pattern = MemberCodes.Pattern)] string Code,
    string Name,
    IReadOnlyList<GroupView.Membership> Memberships,
    long Version)
{
    /// <summary>The path parameter, for the document.</summary>
    internal const string CodeText = "The group's short name, such as `EAC`: 2 to 16 capitals and digits, and no State's code.";

    /// <summary>A State's membership in a group.</summary>
    /// <param name="Member">The State.</param>
    /// <param name="From">The first day of the membership (UTC).</param>
    /// <param name="Until">The last day (UTC); absent while the membership lasts.</param>
    internal sealed record Membership([property: Country] string Member, DateOnly From, DateOnly? Until);

    internal static ViewAnswer<GroupView> Show(Group group) => new(ToJson(group));

    internal static CreatedAnswer<GroupView> ShowCreated(Group group) => new(ToJson(group), $"/v1/groups/{group.Code}");

    internal static GroupView Of(Group group) =>
        new(group.Code, group.Name, [.. group.Memberships.Select(m => new Membership(m.Member, m.From, m.Until))], group.Version);

    private static byte[] ToJson(Group group) => Shown.ToEveryone(Of(group));
}

/// <summary>Returns regional groups and their dated memberships, to every member.</summary>
internal static class ReadGroups
{
    public static void Map(IEndpointRouteBuilder groups)
    {
        groups.MapGet("/", ListAsync).WithName("ListGroups").WithSummary("Lists the regional groups");
        groups.MapGet("/{code}", GetAsync).WithName("GetGroup").WithSummary("Shows a regional group");
    }

    /// <summary>Returns the regional groups by code, to every member.</summary>
    internal static async Task<Results<PageAnswer<GroupView>, ProblemHttpResult>> ListAsync([AsParameters] Paging paging, IdentityDb db, CancellationToken ct)
    {
        var faults = new Faults();
        var page = paging.Read<string>("groups", null, faults);
        if (faults.Any) return faults.ToProblem();
        var after = page.After ?? "";
        var groups = await db.Groups.AsNoTracking().Where(g => g.Code.CompareTo(after) > 0).OrderBy(g => g.Code).Take(page.Take).ToListAsync(ct);
        return page.Answer(groups, group => group.Code, GroupView.Of);
    }

    /// <summary>Returns a regional group with its dated memberships, to every member.</summary>
    internal static async Task<Results<ViewAnswer<GroupView>, ProblemHttpResult>> GetAsync(
        [Description(GroupView.CodeText)] string code, IdentityDb db, CancellationToken ct) =>
        await db.Groups.AsNoTracking().SingleOrDefaultAsync(g => g.Code == code, ct) is { } group ? GroupView.Show(group) : Problems.NotFound();
}
