using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Data;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Marks;

/// <summary>
/// Looks up marks of weapons that somebody has before them, up to 1,000 at once, in the cases that reach the caller. For each:
/// <c>full</c> or <c>summary</c> with the case's id and reference, <c>hit</c> with whom to ask, or <c>none</c>.
/// </summary>
/// <remarks>
/// A hit names its originator once, however many of its cases have the mark, and nothing of them. A mark is its manufacturer,
/// country and serial together (International Tracing Instrument, para 8), and they narrow what the caller may read anyway; a hit
/// is by the serial alone, or it would confirm a guessed manufacturer (ADR 8). Whoever guesses marks learns as much as whoever reads them off weapons:
/// hence the bounds of <see cref="MarkQuery"/>, the few marks with illegible characters that one search takes, and the limits per
/// member at the gateway.
/// </remarks>
internal static class SearchMarks
{
    public const int MostMarks = 1000;
    public const int MostPatterns = 20;

    // The vocabulary's words for a case that no longer stands.
    private static readonly string[] NotStanding = ["withdrawn", "erroneous"];

    public sealed record Request(IReadOnlyList<SearchedMark?>? Marks, string? Purpose);

    /// <summary>A serial, with <c>?</c> for each illegible character; manufacturer and country (alpha-3) narrow it, but not to hits.</summary>
    public sealed record SearchedMark(string? Serial, string? Manufacturer, string? Country);

    /// <summary>A result per mark, in the order of the marks.</summary>
    public sealed record Response(IReadOnlyList<Result> Results);

    /// <summary><c>Answer</c> is the highest level among the matches, or <c>none</c>.</summary>
    public sealed record Result(string Serial, string Answer, IReadOnlyList<Match> Matches);

    /// <summary>
    /// A case that the caller may read, by id and reference; or, at level hit, an originator who holds something, with the entry
    /// of the directory that names its point of contact.
    /// </summary>
    public sealed record Match(ReleaseLevel Level, string Originator, Guid? Id, string? Reference, string? Contact);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/v1/marks/search", HandleAsync).WithName("SearchMarks").WithTags("Marks").RequireScope(Scopes.MarksSearch);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, CasesDb db, TimeProvider clock, CancellationToken ct)
    {
        var faults = new Faults();
        var queries = Parse(request, faults);
        if (faults.Any) return faults.ToProblem();

        var now = clock.GetUtcNow();
        var exact = queries.Where(q => !q.IsPattern).Select(q => q.Key).Distinct().ToArray();
        var patterns = queries.Where(q => q.IsPattern).DistinctBy(q => q.Key).ToList();
        List<Found> found = [];
        if (exact.Length > 0) found.AddRange(await Bearing(db, caller, now, exact).ToListAsync(ct));
        if (patterns.Count > 0) found.AddRange(await FittingAsync(db, caller, now, patterns, ct));

        var byKey = found.ToLookup(f => f.Key);
        return TypedResults.Ok(new Response([.. queries.Zip(request.Marks!, (query, mark) => Answer(query, mark!.Serial!, byKey))]));
    }

    private static List<MarkQuery> Parse(Request request, Faults faults)
    {
        if (request.Purpose is null || !CodeLists.Purpose.Contains(request.Purpose))
            faults.Add("purpose", request.Purpose is null ? "A search says its purpose." : CodeLists.Purpose.Fault(request.Purpose));
        if (request.Marks is not { Count: > 0 and <= MostMarks } marks)
        {
            faults.Add("marks", $"A search has 1 to {MostMarks} marks.");
            return [];
        }
        List<MarkQuery> queries = [];
        for (var i = 0; i < marks.Count; i++)
        {
            if (MarkQuery.Parse(marks[i]?.Serial, marks[i]?.Manufacturer, marks[i]?.Country, $"marks[{i}]", faults) is { } query) queries.Add(query);
        }
        if (queries.Count(q => q.IsPattern) > MostPatterns)
            faults.Add("marks", $"A search has at most {MostPatterns} marks with illegible characters ({MarkKey.Illegible}).");
        return queries;
    }

    // Both are one statement, in which the database filters: the marks in standing cases that reach the caller.
    private static readonly Func<CasesDb, Principal, DateTimeOffset, string[], IAsyncEnumerable<Found>> Bearing =
        Visibility.Compile((CasesDb db, IQueryable<Visible<DiversionCase>> visible, string[] keys) => db.Set<WeaponMark>()
            .Where(mark => keys.Contains(mark.Key))
            .Join(visible.Where(v => !NotStanding.Contains(v.Record.Status)), mark => mark.CaseId, v => v.Record.Id, (mark, v) =>
                new Found(mark.Key, mark.Manufacturer, mark.Country, v.Record.Id, v.Record.Reference, v.Record.Originator, v.Level))
            .TagWith(KeyedLookups.Tag), ReleaseLevel.Hit);

    private static Task<List<Found>> FittingAsync(CasesDb db, Principal caller, DateTimeOffset now, List<MarkQuery> patterns, CancellationToken ct) =>
        patterns.Select(query => query.Among(db.Set<WeaponMark>())).Aggregate(Queryable.Concat)
            .Join(db.VisibleTo<DiversionCase>(caller, now, ReleaseLevel.Hit).Where(v => !NotStanding.Contains(v.Record.Status)), mark => mark.CaseId, v => v.Record.Id, (mark, v) =>
                new Found(mark.Key, mark.Manufacturer, mark.Country, v.Record.Id, v.Record.Reference, v.Record.Originator, v.Level))
            .ToListAsync(ct);

    private static Result Answer(MarkQuery query, string serial, ILookup<string, Found> byKey)
    {
        var fitting = query.IsPattern ? byKey.Where(group => query.Fits(group.Key)).SelectMany(group => group) : byKey[query.Key];
        Match[] matches =
        [
            // At level hit they do not narrow: whoever holds a serial alone would try one manufacturer after the other.
            .. fitting.Where(f => f.Level == ReleaseLevel.Hit || query.Allows(f.Manufacturer, f.Country))
                .Select(Told).Distinct()
                .OrderByDescending(m => m.Level).ThenBy(m => m.Originator, StringComparer.Ordinal).ThenBy(m => m.Reference, StringComparer.Ordinal),
        ];
        return new(serial, matches is [var highest, ..] ? Word(highest.Level) : "none", matches);
    }

    private static Match Told(Found found) => found.Level >= ReleaseLevel.Summary
        ? new(found.Level, found.Originator, found.CaseId, found.Reference, Contact: null)
        : new(found.Level, found.Originator, Id: null, Reference: null, $"/v1/members/{found.Originator}");

    private static string Word(ReleaseLevel level) => level switch
    {
        ReleaseLevel.Full => "full",
        ReleaseLevel.Summary => "summary",
        ReleaseLevel.Hit => "hit",
        _ => throw new InvalidOperationException($"{level} has no word."),
    };

    private sealed record Found(
        string Key, string? Manufacturer, string? Country, Guid CaseId, string Reference, string Originator, ReleaseLevel Level);
}
