using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases.Releases;

/// <summary>Sets to whom a case of the caller's State is released, in place of what was; none takes all releases back.</summary>
internal static class SetReleases
{
    public sealed record Request(IReadOnlyList<ReleaseInput>? Releases);

    public static void Map(IEndpointRouteBuilder cases) => cases.MapPut("/{id:guid}/releases", HandleAsync)
        .WithName("SetReleases").WithSummary("Sets to whom a case is released").RequireScope(Scopes.ReleasesWrite).WithIdempotency<CasesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, CasesDb db, IOutbox<CasesDb> outbox,
        TrustDirectory trust, PlaceLookup places, TimeProvider clock, HttpRequest http, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        var own = await OwnCase.FindAsync(db, id, caller, places, now, http, ct);
        if (own.Found is not { } found) return own.Problem!;
        // Nothing said must not be taken for "to nobody".
        if (request.Releases is null) faults.Add("releases", "is mandatory; an empty list takes all releases back");
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();

        found.Release(releases);
        await db.SetGrantsAsync<DiversionCase>(id, found.Originator, releases, ct);
        await outbox.PublishAsync(new CaseAmended(found.Facts(places)), ct);
        await db.SaveChangesAsync(ct);
        return new JsonBytes(LevelJson.Serialize(CaseView.Of(found, ReleaseLevel.Full, caller, places, now), ReleaseLevel.Full));
    }
}
