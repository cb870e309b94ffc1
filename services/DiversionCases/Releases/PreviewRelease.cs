using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases.Releases;

/// <summary>Tells which members and functions releases would reach today, and at which level, before anything is stored.</summary>
internal static class PreviewRelease
{
    /// <summary>The releases, and the case that they are for where there is one already.</summary>
    public sealed record Request(Guid? CaseId, IReadOnlyList<ReleaseInput>? Releases);

    /// <summary>Whom the releases would reach; the originator itself, who sees all, is left out.</summary>
    public sealed record Response(IReadOnlyList<Reached> Items);

    /// <summary>A member, with the functions that would see the case at this level; none named means any.</summary>
    public sealed record Reached(string Member, string Name, ReleaseLevel Level, IReadOnlyList<string> Functions, DateTimeOffset? Until);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/preview", HandleAsync)
        .WithName("PreviewRelease").WithSummary("Tells whom releases would reach").RequireScope(Scopes.ReleasesWrite);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, CasesDb db, TrustDirectory trust, PlaceLookup places, TimeProvider clock, HttpRequest http, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        if (request.CaseId is { } id && await OwnCase.FindAsync(db, id, caller, places, now, http, ct) is { Problem: { } problem }) return problem;
        if (request.Releases is null) faults.Add("releases", "is mandatory");
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
