using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Exchange.Identity.Fields;
using Exchange.Messaging;

namespace Exchange.Identity.Groups;

/// <summary>
/// Creates or replaces a regional group, with the dates of each State's membership. A release to <c>EAC/*</c> reaches the States that
/// belong to the group on that day.
/// </summary>
internal static class PutGroup
{
    /// <param name="Name">The name, at most 200 characters. Required.</param>
    /// <param name="Memberships">At most 1000 memberships. Required.</param>
    internal sealed record Request(string? Name, IReadOnlyList<Membership?>? Memberships);

    /// <summary>A State's membership in the group; memberships of one State must not overlap.</summary>
    /// <param name="Member">ISO 3166-1 alpha-3. Required.</param>
    /// <param name="From">The first day. Required.</param>
    /// <param name="Until">The last day; absent while the membership lasts.</param>
    internal sealed record Membership(string? Member, DateOnly? From, DateOnly? Until = null);

    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder groups) =>
        groups.MapPut("/{code}", HandleAsync)
            .WithName("PutGroup").WithSummary("Creates or replaces a regional group").RequireScope(Scopes.NetworkOperate).Produces<GroupView>();

    internal static async Task<IResult> HandleAsync(
        string code, Request request, HttpContext http, IdentityDb db, IOutbox<IdentityDb> outbox, CancellationToken ct)
    {
        var faults = new Faults();
        if (!MemberCodes.IsOrganization(code)) faults.Add("code", "has to be a short name of 2 to 16 capitals and digits, and no State's code");
        Texts.Require(request.Name, 200, "name", faults);
        var memberships = Read(request.Memberships, faults);
        if (faults.Any) return faults.ToProblem();

        var group = await db.Groups.FindAsync([code], ct);
        if (!ETags.Allows(http.Request, group is null ? "\"\"" : GroupView.Show(group).ETag)) return Problems.PreconditionFailed();
        var status = StatusCodes.Status200OK;
        if (group is null)
        {
            db.Groups.Add(group = new Group { Code = code, Name = request.Name!, Memberships = memberships });
            http.Response.Headers.Location = $"/v1/groups/{code}";
            status = StatusCodes.Status201Created;
        }
        else
        {
            group.Change(request.Name!, memberships);
        }
        await outbox.PublishAsync(group.ToGroupChanged(), ct);
        await db.SaveChangesAsync(ct);
        return GroupView.Show(group, status);
    }

    private static List<GroupMembership> Read(IReadOnlyList<Membership?>? input, Faults faults)
    {
        if (input is null or { Count: > Most }) faults.Add("memberships", $"has to be a list of at most {Most}");
        var read = new List<GroupMembership>();
        foreach (var (i, membership) in (input ?? []).Take(Most).Index())
        {
            var at = $"memberships[{i}]";
            // A State that is not in the network may be in a group, but what is not a State may not.
            if (!MemberCodes.IsState(membership?.Member)) faults.Add($"{at}.member", "has to be the ISO 3166-1 alpha-3 code of a State");
            if (membership?.From is null) faults.Add($"{at}.from", "is required");
            if (membership?.Until < membership?.From) faults.Add($"{at}.until", "is earlier than from");
            if (membership is not { Member: { } member, From: { } from }) continue;
            if (read.Any(r => r.Member == member && r.From <= (membership.Until ?? DateOnly.MaxValue) && from <= (r.Until ?? DateOnly.MaxValue)))
                faults.Add(at, $"overlaps with another membership of {member}");
            read.Add(new GroupMembership(member, from, membership.Until));
        }
        return read;
    }
}
