using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Marks;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases.Cases;

/// <summary>Withdraws a case. Those who could see it see that it was withdrawn, and nothing else of it; no search finds its marks.</summary>
internal static class WithdrawCase
{
    /// <summary>Why the case is withdrawn.</summary>
    public sealed record Request
    {
        /// <summary>The reason, for the originator's own record.</summary>
        [RequiredField][Text(2_000, Lines = true)] public string? Reason { get; init; }
    }

    public static void Map(IEndpointRouteBuilder cases) => cases.MapPost("/{id:guid}/withdraw", HandleAsync)
        .WithName("WithdrawCase").WithSummary("Withdraws a case").RequireScope(Scopes.CasesWrite).WithIdempotency<CasesDb>()
        .ChangesCase().WithExample("withdrawal");

    internal static async Task<Results<ViewAnswer<CaseView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, Records<CasesDb, DiversionCase, CaseView> cases, CasesDb db, IOutbox<CasesDb> outbox, TimeProvider clock, CancellationToken ct)
    {
        var (found, problem) = await cases.FindToChangeAsync(id, ct);
        if (found is null) return problem!;
        if (WithdrawnCase.Refuse(found.Record) is { } twice) return twice;
        var now = clock.GetUtcNow();
        if (Check.Request(request, now) is { } invalid) return invalid;

        var withdrawn = found.Record;
        db.EarlierVersions.Add(withdrawn.Withdraw(caller, request.Reason!, now));
        await db.ReplaceMarksAsync(id, [], ct);
        await outbox.PublishAsync(new CaseWithdrawn(withdrawn.Id, withdrawn.Originator, withdrawn.Revision, now), ct);
        await db.SaveChangesAsync(ct);
        return await cases.ShowChangedAsync(withdrawn, ct);
    }
}
