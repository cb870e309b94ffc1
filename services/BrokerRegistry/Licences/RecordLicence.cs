using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Licences;

/// <summary>Records a decision about a licence of a broker of the caller's register: granted, with conditions or without, refused or returned.</summary>
internal static class RecordLicence
{
    /// <summary>The decision, and to whom it is released.</summary>
    public sealed record Request : LicenceContent
    {
        /// <summary>To whom the decision is released. Without releases, the State alone sees it. Needs the scope <c>releases:write</c>.</summary>
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapPost("/{id:guid}/licences", HandleAsync)
        .WithName("RecordLicence").WithSummary("Records a decision about a licence").RequireScope(Scopes.BrokersWrite).WithIdempotency<BrokersDb>().WithExample("licence")
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, or the broker is in another State's register")
        .Refuses(StatusCodes.Status409Conflict, "number-taken", "the State has recorded a decision of this number already");

    /// <param name="id">The broker's entry.</param>
    internal static async Task<Results<CreatedAnswer<LicenceView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, Records<BrokersDb, Broker, BrokerView> brokers, Records<BrokersDb, Licence, LicenceView> licences, BrokersDb db,
        TrustDirectory trust, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var (found, problem) = await brokers.FindToChangeAsync(id, ct);
        if (found is null) return problem!;
        var (now, faults) = (clock.StoredNow(), new Faults());
        LicenceRules.CheckLicence(request, found.Record, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();
        if (releases.Count > 0 && !caller.Has(Scopes.ReleasesWrite)) return Problems.InsufficientScope(http, Scopes.ReleasesWrite);

        var licence = Licence.Record(caller, found.Record, request, releases, now);
        db.Add(licence);
        db.AddRange(Grants.Of<Licence>(licence.Id, licence.Originator, releases));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolations.IsOf(e, BrokersDb.LicenceNumberIndex, nameof(Licence.Number)))
        {
            return Problems.Conflict("number-taken", $"This State has recorded a decision {request.Number} already.");
        }
        return await licences.ShowCreatedAsync(licence, $"/v1/brokers/{id}/licences/{licence.Id}", ct);
    }
}
