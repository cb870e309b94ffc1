using System.Text.Json;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Groups;

/// <summary>A regional group.</summary>
/// <param name="Code">Its short name, such as <c>EAC</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Memberships">Its dated memberships.</param>
/// <param name="Version">1 when created, +1 with each change.</param>
internal sealed record GroupView(string Code, string Name, IReadOnlyList<GroupMembership> Memberships, long Version)
{
    internal static JsonBytes Show(Group group, int status = StatusCodes.Status200OK) => new(ToJson(group), status);

    internal static byte[] ToJson(Group group) => JsonSerializer.SerializeToUtf8Bytes(
        new GroupView(group.Code, group.Name, group.Memberships, group.Version), JsonSerializerOptions.Web);
}

/// <summary>Returns regional groups and their dated memberships, to every member.</summary>
internal static class ReadGroups
{
    public static void Map(IEndpointRouteBuilder groups)
    {
        groups.MapGet("/", ListAsync).WithName("ListGroups").WithSummary("Lists the regional groups").Produces<GroupView[]>();
        groups.MapGet("/{code}", GetAsync).WithName("GetGroup").WithSummary("Shows a regional group").Produces<GroupView>();
    }

    internal static async Task<IResult> ListAsync(
        HttpContext http, IdentityDb db, Cursors cursors, CancellationToken ct, int? limit = null, string? cursor = null)
    {
        var faults = new Faults();
        var size = Pages.Limit(limit, faults);
        var after = "";
        if (cursor is not null && !cursors.TryUnprotect(cursor, "groups", out after)) faults.Add("cursor", "is not a cursor of this list");
        if (faults.Any) return faults.ToProblem();
        var groups = await db.Groups.AsNoTracking().Where(g => g.Code.CompareTo(after) > 0).OrderBy(g => g.Code).Take(size + 1).ToListAsync(ct);
        return Pages.Of(http, groups.Take(size).Select(GroupView.ToJson), groups.Count > size ? cursors.Protect(groups[size - 1].Code, "groups") : null);
    }

    internal static async Task<IResult> GetAsync(string code, IdentityDb db, CancellationToken ct) =>
        await db.Groups.AsNoTracking().SingleOrDefaultAsync(g => g.Code == code, ct) is { } group ? GroupView.Show(group) : Problems.NotFound();
}
