using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Licences;

/// <summary>Reads decisions about licences.</summary>
internal static class ReadLicences
{
    public static void Map(IEndpointRouteBuilder brokers)
    {
        brokers.MapGet("/{id:guid}/licences", ListAsync).WithName("ListLicences").WithSummary("Lists decisions about a broker's licences").RequireScope(Scopes.BrokersRead);
        brokers.MapGet("/{id:guid}/licences/{licence:guid}", GetAsync).WithName("GetLicence").WithSummary("Shows a decision about a licence").RequireScope(Scopes.BrokersRead);
    }

    /// <summary>Lists the decisions about a broker's licences that reach the caller, the newest first, each at its level.</summary>
    /// <param name="id">The broker's entry.</param>
    internal static async Task<Results<PageAnswer<LicenceView>, ProblemHttpResult>> ListAsync(
        Guid id, [AsParameters] Paging paging, Principal caller, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var faults = new Faults();
        var page = paging.Read<Guid?>($"licences of {id}", null, faults);
        if (faults.Any) return faults.ToProblem();
        // A broker that the caller does not see answers as one without licences that reach it.
        var seen = db.VisibleTo<Licence>(caller, clock.GetUtcNow()).Where(l => l.Record.BrokerId == id);
        if (page.After is { } last) seen = seen.Where(l => l.Record.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(l => l.Record.Id).Take(page.Take).ToListAsync(ct);
        return await page.ShowAsync(found, l => l.Record.Id, l => (ShownRecord.Of(l), LicenceView.Of(l.Record, l.Level, caller)), ct);
    }

    /// <summary>Returns a decision at the highest level at which it is released to the caller.</summary>
    /// <param name="id">The broker's entry.</param>
    /// <param name="licence">The decision.</param>
    internal static async Task<Results<ViewAnswer<LicenceView>, ProblemHttpResult>> GetAsync(
        Guid id, Guid licence, Records<BrokersDb, Licence, LicenceView> licences, CancellationToken ct) =>
        await licences.FindAsync(l => l.Record.Id == licence && l.Record.BrokerId == id, ct) is { } seen
            ? await licences.ShowAsync(seen, Channel.Record, ct)
            : Problems.NotFound();
}
