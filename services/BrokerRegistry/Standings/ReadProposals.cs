using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Standings;

/// <summary>Reads the proposals of the caller's State.</summary>
internal static class ReadProposals
{
    /// <summary>Filters; all that are given must match.</summary>
    public sealed record Filter
    {
        /// <summary>How far the proposal is.</summary>
        [FromQuery(Name = "state"), OneOf(typeof(ProposalStates), nameof(ProposalStates.All))] public string? State { get; init; }
    }

    public static void Map(IEndpointRouteBuilder proposals)
    {
        proposals.MapGet("/", ListAsync).WithName("ListProposals").WithSummary("Lists proposed standings").RequireScope(Scopes.BrokersRead);
        proposals.MapGet("/{id:guid}", GetAsync).WithName("GetProposal").WithSummary("Shows a proposed standing").RequireScope(Scopes.BrokersRead);
    }

    /// <summary>Returns a proposal of the caller's State.</summary>
    internal static async Task<Results<ViewAnswer<ProposalView>, ProblemHttpResult>> GetAsync(Guid id, Principal caller, BrokersDb db, CancellationToken ct) =>
        await db.OwnedBy<StandingProposal>(caller).AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } proposal
            ? new ViewAnswer<ProposalView>(Shown.ToEveryone(ProposalView.Of(proposal)))
            : Problems.NotFound();

    /// <summary>Lists the proposals of the caller's State, the newest first.</summary>
    internal static async Task<Results<PageAnswer<ProposalView>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] Paging paging, Principal caller, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var faults = new Faults();
        new Check(faults) { Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) }.Fields(filter);
        var page = paging.Read<Guid?>("proposals", filter, faults);
        if (faults.Any) return faults.ToProblem();
        var own = db.OwnedBy<StandingProposal>(caller).AsNoTracking();
        if (filter.State is { } state) own = own.Where(p => p.State == state);
        if (page.After is { } last) own = own.Where(p => p.Id < last);
        return page.Answer(await own.OrderByDescending(p => p.Id).Take(page.Take).ToListAsync(ct), p => p.Id, ProposalView.Of);
    }
}
