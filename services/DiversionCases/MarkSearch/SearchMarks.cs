using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Marks;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.MarkSearch;

/// <summary>
/// Searches up to 1,000 weapon marks at once in the cases that reach the caller. The answer for each mark is <c>full</c> or <c>summary</c> with the
/// case's id and reference, <c>hit</c> with whom to ask, or <c>none</c>.
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

    /// <summary>The marks to search.</summary>
    public sealed record Request
    {
        /// <summary>1 to 1,000 marks, at most 20 of them with illegible characters.</summary>
        [RequiredField][Most(MostMarks)] public IReadOnlyList<SearchedMark?>? Marks { get; init; }

        /// <summary>The purpose of the search.</summary>
        [RequiredField][Code("purpose")] public string? Purpose { get; init; }
    }

    /// <summary>A mark as it was read off a weapon.</summary>
    public sealed record SearchedMark
    {
        /// <summary>The serial; <c>?</c> stands for a character that cannot be read.</summary>
        [RequiredField] public string? Serial { get; init; }

        /// <summary>Narrows the cases that the caller may read, but not hits.</summary>
        public string? Manufacturer { get; init; }

        /// <summary>The country of manufacture or import; it narrows as the manufacturer does.</summary>
        public string? Country { get; init; }
    }

    /// <summary>A result for each mark, in the order of the marks.</summary>
    [Leveled(ReleaseLevel.Full)]
    public sealed record Response
    {
        /// <summary>The results.</summary>
        public required IReadOnlyList<Result> Results { get; init; }
    }

    /// <summary>What was found of one mark.</summary>
    [Leveled(ReleaseLevel.Full)]
    public sealed record Result
    {
        /// <summary>The serial as it was sent.</summary>
        public required string Serial { get; init; }

        /// <summary>The highest level among the matches, or <c>none</c>.</summary>
        public required string Answer { get; init; }

        /// <summary>The matches, the highest level first.</summary>
        public required IReadOnlyList<Match> Matches { get; init; }
    }

    /// <summary>A case that the caller may read; or, at level hit, an originator that holds something.</summary>
    [Leveled(ReleaseLevel.Full)]
    public sealed record Match
    {
        /// <summary>The level at which the originator released it to the caller.</summary>
        public required ReleaseLevel Level { get; init; }

        /// <summary>The member that reported the case.</summary>
        public required string Originator { get; init; }

        /// <summary>The id of the case; not at level hit.</summary>
        public Guid? Id { get; init; }

        /// <summary>The reference of the case; not at level hit.</summary>
        public string? Reference { get; init; }

        /// <summary>At level hit, the entry of the directory that names the originator's point of contact.</summary>
        public string? Contact { get; init; }
    }

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/v1/marks/search", HandleAsync).WithName("SearchMarks").WithSummary("Searches weapon marks").WithTags("Marks")
            .RequireScope(Scopes.MarksSearch).WithExample("marks");

    internal static async Task<Results<ViewAnswer<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, CasesDb db, Shown shown, TimeProvider clock, CancellationToken ct)
    {
        var faults = new Faults();
        var queries = Parse(request, faults);
        if (faults.Any) return faults.ToProblem();

        var now = clock.GetUtcNow();
        var exact = queries.Where(q => !q.IsPattern).Select(q => q.Key).Distinct().ToArray();
        var patterns = queries.Where(q => q.IsPattern).DistinctBy(q => q.Key).ToList();
        List<MarkedCase> found = [];
        if (exact.Length > 0) found.AddRange(await Bearing(db, caller, now, exact).ToListAsync(ct));
        if (patterns.Count > 0) found.AddRange(await FittingAsync(db, caller, now, patterns, ct));

        var byKey = found.ToLookup(f => f.Key);
        var answers = queries.Zip(request.Marks!, (query, mark) => Answer(query, mark!.Serial!, byKey)).ToList();
        ShownRecord[] seen = [.. answers.SelectMany(a => a.Seen).Distinct().Select(f => new ShownRecord(nameof(DiversionCase), f.CaseId, f.Originator, f.Version, f.Level))];
        var response = new Response { Results = [.. answers.Select(a => a.Result)] };
        return new ViewAnswer<Response>(await shown.AnswerAsync(seen, response, new Reading(caller, Channel.Search, request.Purpose), ct));
    }

    private static List<MarkQuery> Parse(Request request, Faults faults)
    {
        if (request.Purpose is null || !CodeLists.Purpose.Contains(request.Purpose))
            faults.Add("purpose", request.Purpose is null ? "is required" : CodeLists.Purpose.Fault(request.Purpose));
        if (request.Marks is not { Count: > 0 and <= MostMarks } marks)
        {
            faults.Add("marks", $"has to hold 1 to {MostMarks} marks");
            return [];
        }
        List<MarkQuery> queries = [];
        for (var i = 0; i < marks.Count; i++)
        {
            if (MarkQuery.Parse(marks[i]?.Serial, marks[i]?.Manufacturer, marks[i]?.Country, $"marks[{i}]", faults) is { } query) queries.Add(query);
        }
        if (queries.Count(q => q.IsPattern) > MostPatterns)
            faults.Add("marks", $"hold more than {MostPatterns} marks with illegible characters ({MarkKey.Illegible})");
        return queries;
    }

    // Both are one statement, in which the database filters: the marks in standing cases that reach the caller.
    private static readonly Func<CasesDb, Principal, DateTimeOffset, string[], IAsyncEnumerable<MarkedCase>> Bearing =
        Visibility.Compile((CasesDb db, IQueryable<Visible<DiversionCase>> visible, string[] keys) => db.Set<WeaponMark>()
            .Where(mark => keys.Contains(mark.Key))
            .Join(visible.Where(v => !NotStanding.Contains(v.Record.Status)), mark => mark.CaseId, v => v.Record.Id, (mark, v) =>
                new MarkedCase(mark.Key, mark.Manufacturer, mark.Country, v.Record.Id, v.Record.Reference, v.Record.Originator, v.Record.Version, v.Level))
            .TagWith(KeyedLookups.Tag), ReleaseLevel.Hit);

    private static Task<List<MarkedCase>> FittingAsync(CasesDb db, Principal caller, DateTimeOffset now, List<MarkQuery> patterns, CancellationToken ct) =>
        patterns.Select(query => query.Among(db.Set<WeaponMark>())).Aggregate(Queryable.Concat)
            .Join(db.VisibleTo<DiversionCase>(caller, now, ReleaseLevel.Hit).Where(v => !NotStanding.Contains(v.Record.Status)), mark => mark.CaseId, v => v.Record.Id, (mark, v) =>
                new MarkedCase(mark.Key, mark.Manufacturer, mark.Country, v.Record.Id, v.Record.Reference, v.Record.Originator, v.Record.Version, v.Level))
            .ToListAsync(ct);

    private static (Result Result, IReadOnlyList<MarkedCase> Seen) Answer(MarkQuery query, string serial, ILookup<string, MarkedCase> byKey)
    {
        var fitting = query.IsPattern ? byKey.Where(group => query.Fits(group.Key)).SelectMany(group => group) : byKey[query.Key];
        // At level hit they do not narrow: with a serial alone, one would try one manufacturer after the other.
        var seen = fitting.Where(f => f.Level == ReleaseLevel.Hit || query.Allows(f.Manufacturer, f.Country)).ToList();
        Match[] matches =
        [
            .. seen.Select(MatchOf).Distinct()
                .OrderByDescending(m => m.Level).ThenBy(m => m.Originator, StringComparer.Ordinal).ThenBy(m => m.Reference, StringComparer.Ordinal),
        ];
        return (new Result { Serial = serial, Answer = matches is [var highest, ..] ? Word(highest.Level) : "none", Matches = matches }, seen);
    }

    private static Match MatchOf(MarkedCase found) => found.Level >= ReleaseLevel.Summary
        ? new Match { Level = found.Level, Originator = found.Originator, Id = found.CaseId, Reference = found.Reference }
        : new Match { Level = found.Level, Originator = found.Originator, Contact = $"/v1/members/{found.Originator}" };

    private static string Word(ReleaseLevel level) => level switch
    {
        ReleaseLevel.Full => "full",
        ReleaseLevel.Summary => "summary",
        ReleaseLevel.Hit => "hit",
        _ => throw new InvalidOperationException($"{level} has no word."),
    };

    /// <summary>A mark of a standing case that reaches the caller.</summary>
    private sealed record MarkedCase(
        string Key, string? Manufacturer, string? Country, Guid CaseId, string Reference, string Originator, int Version, ReleaseLevel Level);
}
