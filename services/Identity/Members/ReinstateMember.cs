using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Identity.Data;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.Identity.Members;

/// <summary>Ends a suspension. Tokens from before the reinstatement stay refused.</summary>
internal static class ReinstateMember
{
    public static void Map(IEndpointRouteBuilder members) => members.MapPost("/{code}/reinstate", HandleAsync)
        .WithName("ReinstateMember").WithSummary("Ends the suspension of a member").RequireScope(Scopes.NetworkOperate).WithIdempotency<IdentityDb>()
        .Refuses(StatusCodes.Status409Conflict, "not-suspended", "the member is not suspended");

    internal static async Task<Results<ViewAnswer<MemberView>, ProblemHttpResult>> HandleAsync(
        string code, IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, CancellationToken ct)
    {
        if (await directory.FindAsync(code, ct) is not { } member) return Problems.NotFound();
        if (member.IsActive) return Problems.Conflict("not-suspended", $"{member.Code} is not suspended.");
        member.Reinstate(directory.Now);
        await outbox.PublishAsync(new MemberReinstated(member.ToTrust()), ct);
        await db.SaveChangesAsync(ct);
        return await directory.ShowAsync(member, ct);
    }
}
