using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Standings;

/// <summary>Lists the proposals of the caller's State, the newest first.</summary>
internal static class ListProposals
{
    /// <summary>Filters; all that are given must match.</summary>
    public sealed record Filter
    {
        /// <summary>How far the proposal is.</summary>
        [FromQuery(Name = "state"), OneOf(typeof(ProposalStates), nameof(ProposalStates.All))] public string? State { get; init; }
    }

    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapGet("/proposals", HandleAsync)
        .WithName("ListProposals").WithSummary("Lists proposed standings").RequireScope(Scopes.BrokersRead);

    internal static async Task<Results<PageAnswer<ProposalView>, ProblemHttpResult>> HandleAsync(
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
