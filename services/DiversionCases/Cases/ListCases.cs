using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.DiversionCases.Cases.Content;
using Exchange.DiversionCases.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Cases;

/// <summary>Lists the caller's own cases and those released to it, the newest first, filtered by what it is shown of them.</summary>
internal static class ListCases
{
    private const int MaxQuery = 200;

    /// <summary>All that are given have to hold.</summary>
    public sealed record Filter
    {
        /// <summary>How far the case stands.</summary>
        [FromQuery(Name = "status")][Code("case_status")] public string? Status { get; init; }

        /// <summary>The stage of the life cycle.</summary>
        [FromQuery(Name = "lifecycleStage")][Code("lifecycle_stage")] public string? LifecycleStage { get; init; }

        /// <summary>The type of diversion.</summary>
        [FromQuery(Name = "diversionType")][Code("diversion_type")] public string? DiversionType { get; init; }

        /// <summary>The category of an item.</summary>
        [FromQuery(Name = "category")][Code("item_category")] public string? Category { get; init; }

        /// <summary>A country that the case names anywhere.</summary>
        [FromQuery(Name = "country")][Country] public string? Country { get; init; }

        /// <summary>Events that may have been on this day (UTC) or later, such as <c>2026-03-14</c>.</summary>
        [FromQuery(Name = "since")] public DateOnly? Since { get; init; }

        /// <summary>Events that may have been on this day (UTC) or earlier.</summary>
        [FromQuery(Name = "until")] public DateOnly? Until { get; init; }

        /// <summary>Text anywhere in the case or in its reference. Case and accents do not matter.</summary>
        [FromQuery(Name = "q")][Text(MaxQuery)] public string? Q { get; init; }
    }

    /// <summary>What the list shows of a case, at any level.</summary>
    [Leveled]
    public sealed record Line
    {
        /// <summary>The id of the case.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }

        /// <summary>What people call the case, such as <c>KEN-2026-48392017</c>.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }

        /// <summary>The member that reported it.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required string Originator { get; init; }

        /// <summary>At which level it is shown.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }

        /// <summary>How far the case stands.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public string? Status { get; init; }

        /// <summary>When it happened.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public EventDate? EventDate { get; init; }

        /// <summary>At which stage of the life cycle.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public string? LifecycleStage { get; init; }

        /// <summary>How the arms were diverted.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public string? DiversionType { get; init; }

        /// <summary>The categories of its items, each once.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Categories { get; init; }

        /// <summary>Where it was detected.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public Location? Location { get; init; }

        /// <summary>What happened, in a few sentences.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public string? Summary { get; init; }

        /// <summary>When it was reported, UTC.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? ReportedAt { get; init; }
    }

    public static void Map(IEndpointRouteBuilder cases) => cases.MapGet("/", HandleAsync)
        .WithName("ListCases").WithSummary("Lists own and released cases").RequireScope(Scopes.CasesRead);

    internal static async Task<Results<PageAnswer<Line>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] Paging paging, Principal caller, CasesDb db, TimeProvider clock, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) }.Fields(filter);
        var page = paging.Read<Guid?>("cases", filter, faults);
        if (filter.Q is { } sought && NameFolding.Fold(sought).Length == 0) faults.Add("q", "has no letter or digit to search for");
        if (faults.Any) return faults.ToProblem();

        var seen = Matching(db.VisibleTo<DiversionCase>(caller, now), filter);
        // Ids are unique and never change: a walk from the newest to the oldest meets each case that existed when it began once.
        if (page.After is { } last) seen = seen.Where(s => s.Record.Id < last);
        var found = await seen.OrderByDescending(s => s.Record.Id).Take(page.Take).Select(s => new
        {
            s.Level,
            s.Record.Id,
            s.Record.Reference,
            s.Record.Originator,
            s.Record.Version,
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
        return await page.ShowAsync(found, c => c.Id, c => (new ShownRecord(nameof(DiversionCase), c.Id, c.Originator, c.Version, c.Level), new Line
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
        }), ct);
    }

    /// <summary>What a filter looks at is what the level shows: columns of a summary, and of the rest only in full.</summary>
    private static IQueryable<Visible<DiversionCase>> Matching(IQueryable<Visible<DiversionCase>> seen, Filter filter)
    {
        if (filter.Status is { } status) seen = seen.Where(s => s.Record.Status == status);
        if (filter.LifecycleStage is { } stage) seen = seen.Where(s => s.Record.LifecycleStage == stage);
        if (filter.DiversionType is { } type) seen = seen.Where(s => s.Record.DiversionType == type);
        if (filter.Category is { } category) seen = seen.Where(s => s.Record.Categories.Contains(category));
        if (filter.Country is { } country)
            seen = seen.Where(s => s.Record.Countries.Contains(country) || (s.Level == ReleaseLevel.Full && s.Record.CountriesInFull.Contains(country)));
        if (filter.Since is { } from) seen = seen.Where(s => s.Record.EventUntil >= from);
        if (filter.Until is { } to) seen = seen.Where(s => s.Record.EventFrom <= to);
        if (filter.Q is { } q && NameFolding.Fold(q) is var text)
            seen = seen.Where(s => s.Record.SearchText.Contains(text) || (s.Level == ReleaseLevel.Full && s.Record.SearchTextInFull.Contains(text)));
        return seen;
    }
}
