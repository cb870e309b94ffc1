using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Members;

/// <summary>Returns the members of the network, to every member.</summary>
internal static class ReadMembers
{
    public static void Map(IEndpointRouteBuilder members)
    {
        members.MapGet("/", ListAsync).WithName("ListMembers").WithSummary("Lists the members of the network").Produces<MemberView[]>();
        members.MapGet("/{code}", GetAsync).WithName("GetMember").WithSummary("Shows a member").Produces<MemberView>();
    }

    internal static async Task<IResult> ListAsync(
        HttpContext http, IdentityDb db, Cursors cursors, TimeProvider clock, CancellationToken ct, int? limit = null, string? cursor = null)
    {
        var faults = new Faults();
        var size = Pages.Limit(limit, faults);
        var after = "";
        if (cursor is not null && !cursors.TryUnprotect(cursor, "members", out after)) faults.Add("cursor", "is not a cursor of this list");
        if (faults.Any) return faults.ToProblem();

        var members = await db.Members.AsNoTracking().Where(m => m.Code.CompareTo(after) > 0).OrderBy(m => m.Code).Take(size + 1).ToListAsync(ct);
        var groups = await db.Groups.AsNoTracking().ToListAsync(ct);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return Pages.Of(http, members.Take(size).Select(m => MemberView.Of(m, groups, today).ToJson()),
            members.Count > size ? cursors.Protect(members[size - 1].Code, "members") : null);
    }

    internal static async Task<IResult> GetAsync(string code, IdentityDb db, MemberDirectory directory, CancellationToken ct) =>
        await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Code == code, ct) is { } member
            ? await directory.ShowAsync(member, ct)
            : Problems.NotFound();
}
