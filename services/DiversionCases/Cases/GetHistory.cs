using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Cases;

/// <summary>
/// Shows the versions of a case, the newest first: all of them to its originator, and to others only the current one, at
/// their level; what was told once and then taken back is no longer theirs to see.
/// </summary>
internal static class GetHistory
{
    /// <summary>One version: when, by which authority, and what it told.</summary>
    [Leveled]
    public sealed record Entry
    {
        [VisibleFrom(ReleaseLevel.Full)] public int? Version { get; init; }
        [VisibleFrom(ReleaseLevel.Full)] public DateTimeOffset? At { get; init; }
        [VisibleFrom(ReleaseLevel.Full)] public string? By { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public string? Status { get; init; }

        /// <summary>Of the withdrawal.</summary>
        [VisibleFrom(ReleaseLevel.Full)] public string? Reason { get; init; }
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

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, int? limit, string? cursor, Principal caller, CasesDb db, Cursors cursors, PlaceLookup places, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        var size = Pages.Limit(limit, faults);
        var scope = $"history {caller.Member} {id}";
        int? before = null;
        if (cursor is not null && !cursors.TryUnprotect(cursor, scope, out before)) faults.Add("cursor", "is not a cursor of this list");
        if (faults.Any) return faults.ToProblem();

        var now = clock.GetUtcNow();
        if (await db.VisibleTo<DiversionCase>(caller, now).AsNoTracking().ByKey().SingleOrDefaultAsync(s => s.Record.Id == id, ct) is not { } seen)
            return Problems.NotFound();
        List<CaseView> views = before is null ? [CaseView.Of(seen.Record, seen.Level, caller, places, now)] : [];
        if (seen.Record.Originator == caller.Member)
        {
            var earlier = await db.EarlierVersions.AsNoTracking()
                .Where(v => v.CaseId == id && (before == null || v.Version < before))
                .OrderByDescending(v => v.Version).Take(size + 1 - views.Count).ToListAsync(ct);
            views.AddRange(earlier.Select(version => CaseView.Of(seen.Record, version, places)));
        }
        var next = views.Count > size ? cursors.Protect(views[size - 1].Version, scope) : null;
        return Pages.Of(http, views.Take(size).Select(view => LevelJson.Serialize(Entry.Of(view), seen.Level)), next);
    }
}
