using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Standings;

/// <summary>Confirms or rejects a proposed standing. Whoever proposes does not confirm; another officer or client of the same authority does.</summary>
internal static class DecideProposal
{
    public static void Map(IEndpointRouteBuilder proposals)
    {
        Describe(proposals.MapPost("/{id:guid}/confirm", ConfirmAsync), "ConfirmProposal", "Confirms a proposed standing")
            .Refuses(StatusCodes.Status403Forbidden, "same-officer", "the caller proposed it, or is of another authority")
            .Refuses(StatusCodes.Status409Conflict, "standing-not-allowed", "the broker cannot stand so any more");
        Describe(proposals.MapPost("/{id:guid}/reject", RejectAsync), "RejectProposal", "Rejects a proposed standing");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string name, string summary) => endpoint
        .WithName(name).WithSummary(summary).RequireScope(Scopes.BrokersWrite).WithIdempotency<BrokersDb>()
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority")
        .Refuses(StatusCodes.Status409Conflict, "proposal-decided", "the proposal was confirmed or rejected already");

    /// <summary>Confirms the proposal: the broker stands so from now on, and the network learns it.</summary>
    internal static async Task<Results<ViewAnswer<BrokerView>, ProblemHttpResult>> ConfirmAsync(
        Guid id, Principal caller, Records<BrokersDb, Broker, BrokerView> brokers, StandingChange change, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var (decided, problem) = await FindAsync(id, caller, db, ct);
        if (decided is null) return problem!;
        if (decided.Authority != caller.Authority) return SameOfficer("Another officer or client of the authority that proposed it confirms.");
        if (decided.ProposedBy == caller.Subject) return SameOfficer("Whoever proposes does not confirm: another officer or client of the same authority does.");
        var (found, refused) = await brokers.FindToChangeAsync(decided.BrokerId, ct);
        if (found is null) return refused!;
        var (broker, now) = (found.Record, clock.StoredNow());
        if (StandingChange.Refuse(broker, decided.Standing, DateOnly.FromDateTime(now.UtcDateTime)) is { } notAllowed) return notAllowed;
        decided.Decide(ProposalStates.Confirmed, caller.Subject, now);
        await change.ApplyAsync(broker, decided.Standing, decided.Reason, decided.Effective, caller.Authority, now, ct);
        await db.SaveChangesAsync(ct);
        return await brokers.ShowChangedAsync(broker, ct);
    }

    /// <summary>Rejects the proposal: the broker stands as before. Whoever proposed it may take it back so.</summary>
    internal static async Task<Results<ViewAnswer<ProposalView>, ProblemHttpResult>> RejectAsync(
        Guid id, Principal caller, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var (decided, problem) = await FindAsync(id, caller, db, ct);
        if (decided is null) return problem!;
        decided.Decide(ProposalStates.Rejected, caller.Subject, clock.StoredNow());
        await db.SaveChangesAsync(ct);
        return new ViewAnswer<ProposalView>(Shown.ToEveryone(ProposalView.Of(decided)));
    }

    private static async Task<(StandingProposal? Found, ProblemHttpResult? Problem)> FindAsync(Guid id, Principal caller, BrokersDb db, CancellationToken ct)
    {
        if (await db.OwnedBy<StandingProposal>(caller).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } found) return (null, Problems.NotFound());
        if (BrokerForm.RefuseOthers(caller) is { } refused) return (null, refused);
        return found.IsOpen is null ? (null, Problems.Conflict("proposal-decided", $"The proposal is {found.State} already.")) : (found, null);
    }

    private static ProblemHttpResult SameOfficer(string detail) => Problems.Of(StatusCodes.Status403Forbidden, "same-officer", "A second officer is needed", detail);
}
