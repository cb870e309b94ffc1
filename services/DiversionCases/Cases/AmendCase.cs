using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases.Content;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Marks;
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

/// <summary>Replaces the whole content of a case. Fields left out are removed. The earlier version stays in its history.</summary>
internal static class AmendCase
{
    /// <summary>The whole new content of the case.</summary>
    public sealed record Request : CaseContent
    {
        /// <summary>To whom the case is released; left out, releases stay as they are. Needs the scope <c>releases:write</c>.</summary>
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    public static void Map(IEndpointRouteBuilder cases) => cases.MapPut("/{id:guid}", HandleAsync)
        .WithName("AmendCase").WithSummary("Amends a case: a new version").RequireScope(Scopes.CasesWrite).WithIdempotency<CasesDb>()
        .ChangesCase().WithExample("case");

    internal static async Task<Results<ViewAnswer<CaseView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, Records<CasesDb, DiversionCase, CaseView> cases, CasesDb db, IOutbox<CasesDb> outbox,
        TrustDirectory trust, PlaceLookup places, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var (found, problem) = await cases.FindToChangeAsync(id, ct);
        if (found is null) return problem!;
        if (WithdrawnCase.Refuse(found.Record) is { } withdrawn) return withdrawn;
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        CaseRules.CheckCase(request, places, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();
        if (request.Releases is not null && !caller.Has(Scopes.ReleasesWrite)) return Problems.InsufficientScope(http, Scopes.ReleasesWrite);

        var amended = found.Record;
        db.EarlierVersions.Add(amended.Amend(caller, request, now));
        if (request.Releases is not null)
        {
            amended.Release(releases);
            await db.SetGrantsAsync<DiversionCase>(id, amended.Originator, releases, ct);
        }
        await db.ReplaceMarksAsync(id, amended.Marks(), ct);
        await outbox.PublishAsync(new CaseAmended(amended.Facts(places)), ct);
        await db.SaveChangesAsync(ct);
        return await cases.ShowChangedAsync(amended, ct);
    }
}
