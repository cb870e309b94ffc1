using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.Identity.Members;

/// <summary>Suspends a member: its issuer issues no tokens, and every service refuses the tokens it has within seconds.</summary>
internal static class SuspendMember
{
    /// <summary>Why the member is suspended.</summary>
    internal sealed record Request
    {
        /// <summary>The reason, for the operator's records; it is shown to nobody else.</summary>
        [RequiredField, Text(1000)] public string? Reason { get; init; }
    }

    public static void Map(IEndpointRouteBuilder members) => members.MapPost("/{code}/suspend", HandleAsync)
        .WithName("SuspendMember").WithSummary("Suspends a member").RequireScope(Scopes.NetworkOperate).WithIdempotency<IdentityDb>()
        .Refuses(StatusCodes.Status409Conflict, "own-member", "the member is the operator itself")
        .Refuses(StatusCodes.Status409Conflict, "not-active", "the member is already suspended").WithExample("member-suspension");

    internal static async Task<Results<ViewAnswer<MemberView>, ProblemHttpResult>> HandleAsync(
        string code, Request request, Principal caller, IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, CancellationToken ct)
    {
        if (Check.Request(request, directory.Now) is { } invalid) return invalid;
        if (await directory.FindAsync(code, ct) is not { } member) return Problems.NotFound();
        // Nobody could reinstate it.
        if (member.Code == caller.Member) return Problems.Conflict("own-member", "The operator cannot suspend itself.");
        if (!member.IsActive) return Problems.Conflict("not-active", $"{member.Code} is already suspended.");
        member.Suspend(request.Reason!);
        await outbox.PublishAsync(new MemberSuspended(member.ToTrust()), ct);
        await db.SaveChangesAsync(ct);
        return await directory.ShowAsync(member, ct);
    }
}
