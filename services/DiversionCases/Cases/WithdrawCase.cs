using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Marks;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases.Cases;

/// <summary>Takes a case back. Those who could see it see that, and nothing else of it; no search finds its marks.</summary>
internal static class WithdrawCase
{
    private const int MaxReason = 2_000;

    /// <summary>Why, for the originator's own record.</summary>
    public sealed record Request(string? Reason);

    public static void Map(IEndpointRouteBuilder cases) => cases.MapPost("/{id:guid}/withdraw", HandleAsync)
        .WithName("WithdrawCase").WithSummary("Withdraws a case").RequireScope(Scopes.CasesWrite).WithIdempotency<CasesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, CasesDb db, IOutbox<CasesDb> outbox, PlaceLookup places, TimeProvider clock, HttpRequest http, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var own = await OwnCase.FindAsync(db, id, caller, places, now, http, ct);
        if (own.Found is not { } found) return own.Problem!;
        if ((request.Reason is { } given ? PlainText.Fault(given, MaxReason, lines: true) : "is mandatory") is { } fault)
        {
            var faults = new Faults();
            faults.Add("reason", fault);
            return faults.ToProblem();
        }

        db.EarlierVersions.Add(found.Withdraw(caller, request.Reason!, now));
        await db.ReplaceMarksAsync(id, [], ct);
        await outbox.PublishAsync(new CaseWithdrawn(found.Id, found.Originator, found.Revision, now), ct);
        await db.SaveChangesAsync(ct);
        return new JsonBytes(LevelJson.Serialize(CaseView.Of(found, ReleaseLevel.Full, caller, places, now), ReleaseLevel.Full));
    }
}
