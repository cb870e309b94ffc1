using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases.Releases;

/// <summary>Returns the members and functions that releases would reach today, and at which level. Nothing is stored.</summary>
internal static class PreviewRelease
{
    /// <summary>The releases, and the case that they are for where there is one already.</summary>
    public sealed record Request
    {
        /// <summary>The case that they are for, if it was reported already.</summary>
        public Guid? CaseId { get; init; }

        /// <summary>The releases to try.</summary>
        [RequiredField] public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    /// <summary>Whom the releases would reach, without the originator itself.</summary>
    /// <param name="Items">A line for each member and level.</param>
    public sealed record Response(IReadOnlyList<Reached> Items);

    /// <summary>A member that would see the case at a level.</summary>
    /// <param name="Member">The member's code.</param>
    /// <param name="Name">The member's name.</param>
    /// <param name="Level">The level at which it would see the case.</param>
    /// <param name="Functions">The functions of the authorities that would see it; empty for all.</param>
    /// <param name="Until">When the release ends, if it does.</param>
    public sealed record Reached(string Member, string Name, ReleaseLevel Level, IReadOnlyList<string> Functions, DateTimeOffset? Until);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/preview", HandleAsync)
        .WithName("PreviewRelease").WithSummary("Lists whom releases would reach").RequireScope(Scopes.ReleasesWrite)
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "another member reported the case")
        .Refuses(StatusCodes.Status404NotFound, "not-found", "the case does not exist, or the caller may not see it")
        .Refuses(StatusCodes.Status409Conflict, WithdrawnCase.Code, "the case was withdrawn").WithExample("release-preview");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, Records<CasesDb, DiversionCase, CaseView> cases, TrustDirectory trust, TimeProvider clock, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        if (request.CaseId is { } id)
        {
            var (found, problem) = await cases.FindToChangeAsync(id, ct);
            if (found is null) return problem!;
            if (WithdrawnCase.Refuse(found.Record) is { } withdrawn) return withdrawn;
        }
        if (request.Releases is null) faults.Add("releases", "is required");
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();
        return TypedResults.Ok(new Response([.. Reach(releases, caller.Member, trust, DateOnly.FromDateTime(now.UtcDateTime))]));
    }

    /// <summary>The same grants that would be stored, each member's under its own name.</summary>
    internal static IEnumerable<Reached> Reach(IReadOnlyList<Release> releases, string originator, TrustDirectory trust, DateOnly today) =>
        from grant in Grants.Of<DiversionCase>(Guid.Empty, originator, releases)
        from member in trust.Reached(grant.Recipient, today) ?? []
        where member.Code != originator
        group grant by (member.Code, member.Name) into reaching
        orderby reaching.Key.Code
        from reached in HighestByFunction(reaching)
        select reached with { Member = reaching.Key.Code, Name = reaching.Key.Name };

    private static IEnumerable<Reached> HighestByFunction(IEnumerable<Grant<DiversionCase>> grants)
    {
        var highest = grants.GroupBy(grant => grant.Function).Select(same => same.MaxBy(Rank)!).ToList();
        var any = highest.SingleOrDefault(grant => grant.Function == Grants.AnyFunction);
        return highest
            // What any function sees already need not be said of one.
            .Where(grant => grant == any || any is null || Rank(grant).CompareTo(Rank(any)) > 0)
            .GroupBy(grant => (grant.Level, grant.Until), grant => grant.Function)
            .OrderByDescending(same => same.Key.Level)
            .Select(same => new Reached("", "", same.Key.Level, [.. same.Where(f => f != Grants.AnyFunction).Order()], same.Key.Until));

        static (ReleaseLevel, DateTimeOffset) Rank(Grant<DiversionCase> grant) => (grant.Level, grant.Until ?? DateTimeOffset.MaxValue);
    }
}
