using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.DiversionCases.Releases;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Cases;

/// <summary>Reports a case of diversion in the caller's State (outcome document, paras 21, 79).</summary>
internal static class ReportCase
{
    /// <summary>The case, and to whom it is released: to nobody, where nothing is said.</summary>
    public sealed record Request : CaseContent
    {
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    public sealed record Response(Guid Id, string Reference, int Version);

    public static void Map(IEndpointRouteBuilder cases) => cases.MapPost("/", HandleAsync)
        .WithName("ReportCase").WithSummary("Reports a case of diversion").RequireScope(Scopes.CasesWrite).WithIdempotency<CasesDb>();

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, CasesDb db, IOutbox<CasesDb> outbox,
        TrustDirectory trust, PlaceLookup places, CaseNumbers numbers, TimeProvider clock, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        CaseRules.CheckCase(request, places, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();
        if (releases.Count > 0 && !caller.Has(Scopes.ReleasesWrite))
            return Problems.Forbidden($"To release a case takes the scope {Scopes.ReleasesWrite}.");

        while (true)
        {
            var reported = DiversionCase.Report(caller, request, releases, CaseReference.New(caller.Member, now, numbers.Next()), now);
            var grants = Grants.Of<DiversionCase>(reported.Id, reported.Originator, releases);
            try
            {
                await outbox.InsertAsync([reported, .. grants, .. reported.Marks()], new CaseReported(reported.Facts(places)), ct);
            }
            catch (DbUpdateException e) when (UniqueViolations.IsOf(e, CasesDb.ReferenceIndex, nameof(DiversionCase.Reference)))
            {
                // Another case of this year drew the same number: draw again.
                db.ChangeTracker.Clear();
                continue;
            }
            return TypedResults.Created($"/v1/cases/{reported.Id}", new Response(reported.Id, reported.Reference, reported.Version));
        }
    }
}
