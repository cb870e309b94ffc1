using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Members;

/// <summary>Returns the members of the network, to every member.</summary>
internal static class ReadMembers
{
    public static void Map(IEndpointRouteBuilder members)
    {
        members.MapGet("/", ListAsync).WithName("ListMembers").WithSummary("Lists the members of the network");
        members.MapGet("/{code}", GetAsync).WithName("GetMember").WithSummary("Shows a member");
    }

    /// <summary>Returns the members of the network by code, suspended ones included, to every member.</summary>
    internal static async Task<Results<PageAnswer<MemberView>, ProblemHttpResult>> ListAsync(
        [AsParameters] Paging paging, IdentityDb db, MemberDirectory directory, CancellationToken ct)
    {
        var faults = new Faults();
        var page = paging.Read<string>("members", null, faults);
        if (faults.Any) return faults.ToProblem();

        var after = page.After ?? "";
        var members = await db.Members.AsNoTracking().Where(m => m.Code.CompareTo(after) > 0).OrderBy(m => m.Code).Take(page.Take).ToListAsync(ct);
        var (groups, today) = (await directory.GroupsAsync(ct), directory.Today);
        return page.Answer(members, member => member.Code, member => MemberView.Of(member, groups, today));
    }

    /// <summary>Returns a member with its issuer, its groups of today and its points of contact, to every member.</summary>
    internal static async Task<Results<ViewAnswer<MemberView>, ProblemHttpResult>> GetAsync(
        string code, IdentityDb db, MemberDirectory directory, CancellationToken ct) =>
        await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Code == code, ct) is { } member
            ? await directory.ShowAsync(member, ct)
            : Problems.NotFound();
}
