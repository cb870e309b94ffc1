using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Marks;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases.Cases;

/// <summary>Tells a case anew, whole: what is left out is no longer told. The earlier version stays in its history.</summary>
internal static class AmendCase
{
    /// <summary>The case as it now is; releases stay as they are unless they are given.</summary>
    public sealed record Request : CaseContent
    {
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    public static void Map(IEndpointRouteBuilder cases) => cases.MapPut("/{id:guid}", HandleAsync)
        .WithName("AmendCase").WithSummary("Amends a case: a new version").RequireScope(Scopes.CasesWrite).WithIdempotency<CasesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, CasesDb db, IOutbox<CasesDb> outbox,
        TrustDirectory trust, PlaceLookup places, TimeProvider clock, HttpRequest http, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        var own = await OwnCase.FindAsync(db, id, caller, places, now, http, ct);
        if (own.Found is not { } found) return own.Problem!;
        CaseRules.CheckCase(request, places, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();

        db.EarlierVersions.Add(found.Amend(caller, request, now));
        if (request.Releases is not null)
        {
            if (!caller.Has(Scopes.ReleasesWrite)) return Problems.Forbidden($"To release a case takes the scope {Scopes.ReleasesWrite}.");
            found.Release(releases);
            await db.SetGrantsAsync<DiversionCase>(id, found.Originator, releases, ct);
        }
        await db.ReplaceMarksAsync(id, found.Marks(), ct);
        await outbox.PublishAsync(new CaseAmended(found.Facts(places)), ct);
        await db.SaveChangesAsync(ct);
        return new JsonBytes(LevelJson.Serialize(CaseView.Of(found, ReleaseLevel.Full, caller, places, now), ReleaseLevel.Full));
    }
}
