using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Cases;

/// <summary>
/// Returns the versions of a case, the newest first: all of them to its originator, and to others only the current one, at their level. What was
/// amended since is no longer theirs to see.
/// </summary>
internal static class GetHistory
{
    /// <summary>One version: when it was reported, by which authority, and its content.</summary>
    [Leveled]
    public sealed record Entry
    {
        /// <summary>1 for the first; it grows by one with each amendment.</summary>
        [VisibleFrom(ReleaseLevel.Full)] public int? Version { get; init; }

        /// <summary>When this version was reported, UTC.</summary>
        [VisibleFrom(ReleaseLevel.Full)] public DateTimeOffset? At { get; init; }

        /// <summary>The authority that reported it.</summary>
        [VisibleFrom(ReleaseLevel.Full)] public string? By { get; init; }

        /// <summary>How far the case stood.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public string? Status { get; init; }

        /// <summary>The reason of the withdrawal.</summary>
        [VisibleFrom(ReleaseLevel.Full)] public string? Reason { get; init; }

        /// <summary>The case as it was.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required CaseView Case { get; init; }

        internal static Entry Of(CaseView view) => new()
        {
            Version = view.Version,
            At = view.ChangedAt,
            By = view.ChangedBy,
            Status = view.Status,
            Reason = view.WithdrawalReason,
            Case = view,
        };
    }

    public static void Map(IEndpointRouteBuilder cases) => cases.MapGet("/{id:guid}/history", HandleAsync)
        .WithName("GetCaseHistory").WithSummary("Shows the versions of a case").RequireScope(Scopes.CasesRead);

    internal static async Task<Results<PageAnswer<Entry>, ProblemHttpResult>> HandleAsync(
        Guid id, [AsParameters] Paging paging, Principal caller, Records<CasesDb, DiversionCase, CaseView> cases, CasesDb db, PlaceLookup places, TimeProvider clock, CancellationToken ct)
    {
        var faults = new Faults();
        var page = paging.Read<int?>($"history of {id}", null, faults);
        if (faults.Any) return faults.ToProblem();

        if (await cases.FindAsync(id, ct) is not { } seen) return Problems.NotFound();
        List<(int Version, CaseView View)> versions = page.After is null ? [(seen.Record.Version, CaseView.Of(seen.Record, seen.Level, caller, places, clock.GetUtcNow()))] : [];
        if (seen.Record.Originator == caller.Member)
        {
            var earlier = await db.EarlierVersions.AsNoTracking()
                .Where(v => v.CaseId == id && (page.After == null || v.Version < page.After))
                .OrderByDescending(v => v.Version).Take(page.Take - versions.Count).ToListAsync(ct);
            versions.AddRange(earlier.Select(version => (version.Version, CaseView.Of(seen.Record, version, places))));
        }
        return await page.ShowAsync(versions, v => v.Version, v => (ShownRecord.Of(seen) with { Version = v.Version }, Entry.Of(v.View)), ct);
    }
}
