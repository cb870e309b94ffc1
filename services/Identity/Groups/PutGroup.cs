using System.ComponentModel;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Exchange.Identity.Fields;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.Identity.Groups;

/// <summary>
/// Creates or replaces a regional group, with the dates of each State's membership. A release to <c>EAC/*</c> reaches the States that
/// belong to the group on that day.
/// </summary>
internal static class PutGroup
{
    /// <summary>The whole group: what is left out is removed.</summary>
    internal sealed record Request
    {
        /// <summary>Its name.</summary>
        [RequiredField, Text(200)] public string? Name { get; init; }

        /// <summary>Its dated memberships; those of one State must not overlap. Empty for a group without States.</summary>
        [RequiredField, Most(1000)] public IReadOnlyList<Membership?>? Memberships { get; init; }
    }

    /// <summary>A State's membership in the group. The State need not be a member of the network.</summary>
    internal sealed record Membership
    {
        /// <summary>The State: ISO 3166-1 alpha-3.</summary>
        [RequiredField, Form(typeof(MemberCodes), nameof(MemberCodes.StateFault), Max = 3, Pattern = "^[A-Z]{3}$")] public string? Member { get; init; }

        /// <summary>The first day of the membership (UTC).</summary>
        [RequiredField] public DateOnly? From { get; init; }

        /// <summary>The last day (UTC); absent while the membership lasts.</summary>
        public DateOnly? Until { get; init; }
    }

    public static void Map(IEndpointRouteBuilder groups) => groups.MapPut("/{code}", HandleAsync)
        .WithName("PutGroup").WithSummary("Creates or replaces a regional group").RequireScope(Scopes.NetworkOperate).HonoursIfMatch().WithExample("group");

    internal static async Task<Results<ViewAnswer<GroupView>, CreatedAnswer<GroupView>, ProblemHttpResult>> HandleAsync(
        [Description(GroupView.CodeText)] string code, Request request, HttpRequest http, IdentityDb db, IOutbox<IdentityDb> outbox, TimeProvider clock, CancellationToken ct)
    {
        var faults = new Faults();
        var check = new Check(faults) { Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) };
        if (!MemberCodes.IsOrganization(code)) check.Fault("code", "has to be a short name of 2 to 16 capitals and digits, and no State's code");
        check.Fields(request);
        var memberships = Read(request.Memberships, check);
        if (faults.Any) return faults.ToProblem();

        var group = await db.Groups.FindAsync([code], ct);
        if (!ETags.Allows(http, group is null ? "\"\"" : GroupView.Show(group).ETag)) return Problems.PreconditionFailed();
        var isNew = group is null;
        if (group is null) db.Groups.Add(group = new Group { Code = code, Name = request.Name!, Memberships = memberships });
        else group.Change(request.Name!, memberships);
        await outbox.PublishAsync(group.ToGroupChanged(), ct);
        await db.SaveChangesAsync(ct);
        return isNew ? GroupView.ShowCreated(group) : GroupView.Show(group);
    }

    private static List<GroupMembership> Read(IReadOnlyList<Membership?>? input, Check check)
    {
        var read = new List<GroupMembership>();
        foreach (var (membership, at) in check.Inside(input, nameof(Request.Memberships)))
        {
            if (membership is not { Member: { } member, From: { } from }) continue;
            if (membership.Until < from) at.Fault("until", "is earlier than from");
            if (read.Any(r => r.Member == member && r.From <= (membership.Until ?? DateOnly.MaxValue) && from <= (r.Until ?? DateOnly.MaxValue)))
                at.Fault("", $"overlaps with another membership of {member}");
            read.Add(new GroupMembership(member, from, membership.Until));
        }
        return read;
    }
}
