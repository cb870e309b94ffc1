using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Exchange.Identity.Fields;
using Exchange.Messaging;

namespace Exchange.Identity.Members;

/// <summary>Suspends a member: its issuer issues no tokens, and every service refuses the tokens it has within seconds.</summary>
internal static class SuspendMember
{
    /// <param name="Reason">Why, at most 1000 characters. Required.</param>
    internal sealed record Request(string? Reason);

    public static void Map(IEndpointRouteBuilder members) =>
        members.MapPost("/{code}/suspend", HandleAsync)
            .WithName("SuspendMember").WithSummary("Suspends a member").RequireScope(Scopes.NetworkOperate).WithIdempotency<IdentityDb>()
            .Produces<MemberView>();

    internal static async Task<IResult> HandleAsync(
        string code, Request request, Principal caller, IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, CancellationToken ct)
    {
        var faults = new Faults();
        Texts.Require(request.Reason, 1000, "reason", faults);
        if (faults.Any) return faults.ToProblem();
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
