using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases.Releases;

/// <summary>Sets to whom a case of the caller's State is released, in place of earlier releases. An empty list withdraws all of them.</summary>
internal static class SetReleases
{
    /// <summary>The releases of the case.</summary>
    public sealed record Request
    {
        /// <summary>To whom the case is released. An empty list withdraws all releases.</summary>
        // Nothing given must not be taken for "to nobody".
        [RequiredField] public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    public static void Map(IEndpointRouteBuilder cases) => cases.MapPut("/{id:guid}/releases", HandleAsync)
        .WithName("SetReleases").WithSummary("Sets to whom a case is released").RequireScope(Scopes.ReleasesWrite).WithIdempotency<CasesDb>()
        .ChangesCase().WithExample("releases");

    internal static async Task<Results<ViewAnswer<CaseView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Records<CasesDb, DiversionCase, CaseView> cases, CasesDb db, IOutbox<CasesDb> outbox,
        TrustDirectory trust, PlaceLookup places, TimeProvider clock, CancellationToken ct)
    {
        var (found, problem) = await cases.FindToChangeAsync(id, ct);
        if (found is null) return problem!;
        if (WithdrawnCase.Refuse(found.Record) is { } withdrawn) return withdrawn;
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        if (request.Releases is null) faults.Add("releases", "is required; an empty list withdraws all releases");
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();

        var released = found.Record;
        released.Release(releases);
        await db.SetGrantsAsync<DiversionCase>(id, released.Originator, releases, ct);
        await outbox.PublishAsync(new CaseAmended(released.Facts(places)), ct);
        await db.SaveChangesAsync(ct);
        return await cases.ShowChangedAsync(released, ct);
    }
}
