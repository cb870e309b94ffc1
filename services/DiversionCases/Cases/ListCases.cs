using System.Globalization;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Cases;

/// <summary>Lists the caller's own cases and those released to it, the newest first, filtered by what it is shown of them.</summary>
internal static class ListCases
{
    private const int MaxQuery = 200;

    /// <summary>All that are given have to hold.</summary>
    public sealed record Filter
    {
        public string? Status { get; init; }
        public string? LifecycleStage { get; init; }
        public string? DiversionType { get; init; }

        /// <summary>Of an item.</summary>
        public string? Category { get; init; }

        /// <summary>Named anywhere in the case, alpha-3.</summary>
        public string? Country { get; init; }

        /// <summary>Events that may have been on this day (UTC) or later.</summary>
        public string? Since { get; init; }

        /// <summary>Events that may have been on this day (UTC) or earlier.</summary>
        public string? Until { get; init; }

        /// <summary>Anywhere in the case's text or reference; case does not matter.</summary>
        public string? Q { get; init; }
    }

    /// <summary>What the list shows of a case, at any level.</summary>
    [Leveled]
    public sealed record Line
    {
        [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string Originator { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public string? Status { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public EventDate? EventDate { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public string? LifecycleStage { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public string? DiversionType { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Categories { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public Location? Location { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public string? Summary { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? ReportedAt { get; init; }
    }

    public static void Map(IEndpointRouteBuilder cases) => cases.MapGet("/", HandleAsync)
        .WithName("ListCases").WithSummary("Lists own and released cases").RequireScope(Scopes.CasesRead);

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, int? limit, string? cursor, Principal caller, CasesDb db, Cursors cursors, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        var (since, until) = Check(filter, faults);
        var size = Pages.Limit(limit, faults);
        var scope = $"cases {caller.Member} {filter}";
        Guid? before = null;
        if (cursor is not null && !cursors.TryUnprotect(cursor, scope, out before)) faults.Add("cursor", "is not a cursor of this list");
        if (faults.Any) return faults.ToProblem();

        var seen = Matching(db.VisibleTo<DiversionCase>(caller, clock.GetUtcNow()), filter, since, until);
        // Ids are unique and never change: a walk from the newest to the oldest meets each case that was there when it
        // began once, whatever is reported meanwhile.
        if (before is { } last) seen = seen.Where(s => s.Record.Id < last);
        var found = await seen.OrderByDescending(s => s.Record.Id).Take(size + 1).Select(s => new
        {
            s.Level,
            s.Record.Id,
            s.Record.Reference,
            s.Record.Originator,
            s.Record.Status,
            s.Record.EventDate,
            s.Record.LifecycleStage,
            s.Record.DiversionType,
            s.Record.Categories,
            s.Record.LocationCountry,
            s.Record.LocationUnlocode,
            s.Record.Summary,
            ReportedAt = s.Record.Content == null ? (DateTimeOffset?)null : s.Record.ReportedAt,
        }).ToListAsync(ct);
        var next = found.Count > size ? cursors.Protect(found[size - 1].Id, scope) : null;
        return Pages.Of(http, found.Take(size).Select(c => LevelJson.Serialize(new Line
        {
            Id = c.Id,
            Reference = c.Reference,
            Originator = c.Originator,
            Level = c.Level,
            Status = c.Status,
            EventDate = EventDate.Parse(c.EventDate),
            LifecycleStage = c.LifecycleStage,
            DiversionType = c.DiversionType,
            Categories = c.Categories.Count > 0 ? c.Categories : null,
            Location = c.LocationCountry is null && c.LocationUnlocode is null ? null : new Location { Country = c.LocationCountry, Unlocode = c.LocationUnlocode },
            Summary = c.Summary,
            ReportedAt = c.ReportedAt,
        }, c.Level)), next);
    }

    /// <summary>What a filter looks at is what the level shows: columns of a summary, and of the rest only in full.</summary>
    private static IQueryable<Visible<DiversionCase>> Matching(IQueryable<Visible<DiversionCase>> seen, Filter filter, DateOnly? since, DateOnly? until)
    {
        if (filter.Status is { } status) seen = seen.Where(s => s.Record.Status == status);
        if (filter.LifecycleStage is { } stage) seen = seen.Where(s => s.Record.LifecycleStage == stage);
        if (filter.DiversionType is { } type) seen = seen.Where(s => s.Record.DiversionType == type);
        if (filter.Category is { } category) seen = seen.Where(s => s.Record.Categories.Contains(category));
        if (filter.Country is { } country)
            seen = seen.Where(s => s.Record.Countries.Contains(country) || (s.Level == ReleaseLevel.Full && s.Record.CountriesInFull.Contains(country)));
        if (since is { } from) seen = seen.Where(s => s.Record.EventUntil >= from);
        if (until is { } to) seen = seen.Where(s => s.Record.EventFrom <= to);
        if (filter.Q is { } q && CaseSearch.Fold(q) is var text)
            seen = seen.Where(s => s.Record.SearchText.Contains(text) || (s.Level == ReleaseLevel.Full && s.Record.SearchTextInFull.Contains(text)));
        return seen;
    }

    private static (DateOnly? Since, DateOnly? Until) Check(Filter filter, Faults faults)
    {
        Code(filter.Status, CodeLists.CaseStatus, "status");
        Code(filter.LifecycleStage, CodeLists.LifecycleStage, "lifecycleStage");
        Code(filter.DiversionType, CodeLists.DiversionType, "diversionType");
        Code(filter.Category, CodeLists.ItemCategory, "category");
        if (filter.Country is { } country && !Countries.Contains(country)) faults.Add("country", Countries.Fault(country));
        if (filter.Q is { } q && PlainText.Fault(q, MaxQuery, lines: false) is { } fault) faults.Add("q", fault);
        return (Day(filter.Since, "since"), Day(filter.Until, "until"));

        void Code(string? value, CodeList list, string field)
        {
            if (value is not null && !list.Contains(value)) faults.Add(field, list.Fault(value));
        }

        DateOnly? Day(string? value, string field)
        {
            if (value is null) return null;
            if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            faults.Add(field, "is not a date: 2026-03-14");
            return null;
        }
    }
}
