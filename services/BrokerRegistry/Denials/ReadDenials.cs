using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Denials;

/// <summary>Reads denials.</summary>
internal static class ReadDenials
{
    /// <summary>Filters; all that are given must match.</summary>
    public sealed record Filter
    {
        /// <summary>The State that denied.</summary>
        [FromQuery(Name = "state"), Country] public string? State { get; init; }

        /// <summary>What was denied.</summary>
        [FromQuery(Name = "kind"), Code("denial_kind")] public string? Kind { get; init; }

        /// <summary>Where the goods were to go.</summary>
        [FromQuery(Name = "destination"), Country] public string? Destination { get; init; }
    }

    public static void Map(IEndpointRouteBuilder denials)
    {
        denials.MapGet("/", ListAsync).WithName("ListDenials").WithSummary("Lists own and released denials").RequireScope(Scopes.BrokersRead);
        denials.MapGet("/{id:guid}", GetAsync).WithName("GetDenial").WithSummary("Shows a denial").RequireScope(Scopes.BrokersRead);
    }

    /// <summary>Lists the denials of the caller's State and those released to it, the newest first, each at its level.</summary>
    internal static async Task<Results<PageAnswer<DenialView>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] Paging paging, Principal caller, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) }.Fields(filter);
        var page = paging.Read<Guid?>("denials", filter, faults);
        if (faults.Any) return faults.ToProblem();
        var seen = db.VisibleTo<Denial>(caller, now);
        if (filter.State is { } state) seen = seen.Where(d => d.Record.Originator == state);
        if (filter.Kind is { } kind) seen = seen.Where(d => d.Record.Kind == kind);
        if (filter.Destination is { } destination) seen = seen.Where(d => d.Record.Destination == destination);
        if (page.After is { } last) seen = seen.Where(d => d.Record.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(d => d.Record.Id).Take(page.Take).ToListAsync(ct);
        return await page.ShowAsync(found, d => d.Record.Id, d => (ShownRecord.Of(d), DenialView.Of(d.Record, d.Level, caller)), ct);
    }

    /// <summary>Returns a denial at the highest level at which it is released to the caller.</summary>
    internal static Task<Results<ViewAnswer<DenialView>, ProblemHttpResult>> GetAsync(Guid id, Records<BrokersDb, Denial, DenialView> denials, CancellationToken ct) =>
        denials.ShowAsync(id, ct);
}
