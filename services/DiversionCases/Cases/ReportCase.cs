using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases.Content;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases.Cases;

/// <summary>Reports a case of diversion in the caller's State (outcome document, paras 21, 79).</summary>
internal static class ReportCase
{
    /// <summary>The case, and to whom it is released.</summary>
    public sealed record Request : CaseContent
    {
        /// <summary>To whom the case is released. Without releases, the caller's State alone sees it. Needs the scope <c>releases:write</c>.</summary>
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    /// <summary>The case as it was stored.</summary>
    /// <param name="Id">The id of the case.</param>
    /// <param name="Reference">What people call the case, such as <c>KEN-2026-48392017</c>.</param>
    /// <param name="Version">1; it grows by one with each amendment.</param>
    public sealed record Response(Guid Id, string Reference, int Version);

    public static void Map(IEndpointRouteBuilder cases) => cases.MapPost("/", HandleAsync)
        .WithName("ReportCase").WithSummary("Reports a case of diversion").RequireScope(Scopes.CasesWrite).WithIdempotency<CasesDb>().WithExample("case");

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, CasesDb db, IOutbox<CasesDb> outbox,
        TrustDirectory trust, PlaceLookup places, ReferenceNumbers numbers, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        CaseRules.CheckCase(request, places, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();
        if (releases.Count > 0 && !caller.Has(Scopes.ReleasesWrite)) return Problems.InsufficientScope(http, Scopes.ReleasesWrite);

        var reported = await numbers.DrawAsync(db, caller.Member, now, CasesDb.ReferenceIndex, async reference =>
        {
            var drawn = DiversionCase.Report(caller, request, releases, reference, now);
            var grants = Grants.Of<DiversionCase>(drawn.Id, drawn.Originator, releases);
            await outbox.InsertAsync([drawn, .. grants, .. drawn.Marks()], new CaseReported(drawn.Facts(places)), ct);
            return drawn;
        }, ct);
        return TypedResults.Created($"/v1/cases/{reported.Id}", new Response(reported.Id, reported.Reference, reported.Version));
    }
}
