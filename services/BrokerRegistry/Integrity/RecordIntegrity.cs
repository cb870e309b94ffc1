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

namespace Exchange.BrokerRegistry.Integrity;

/// <summary>Records what speaks against a broker of the caller's register. A final conviction waits until a second officer of the same authority confirms it.</summary>
internal static class RecordIntegrity
{
    /// <summary>The record, and to whom it is released.</summary>
    public sealed record Request : IntegrityContent
    {
        /// <summary>To whom the record is released, once it is recorded. Without releases, the State alone sees it. Needs the scope <c>releases:write</c>.</summary>
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapPost("/{id:guid}/integrity", HandleAsync)
        .WithName("RecordIntegrity").WithSummary("Records what speaks against a broker").RequireScope(Scopes.BrokersWrite).WithIdempotency<BrokersDb>().WithExample("integrity")
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, or the broker is in another State's register");

    /// <param name="id">The broker's entry.</param>
    internal static async Task<Results<CreatedAnswer<IntegrityView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, Records<BrokersDb, Broker, BrokerView> brokers, Records<BrokersDb, IntegrityRecord, IntegrityView> records, BrokersDb db,
        TrustDirectory trust, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var (found, problem) = await brokers.FindToChangeAsync(id, ct);
        if (found is null) return problem!;
        var (now, faults) = (clock.StoredNow(), new Faults());
        IntegrityRules.Check(request, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();
        if (releases.Count > 0 && !caller.Has(Scopes.ReleasesWrite)) return Problems.InsufficientScope(http, Scopes.ReleasesWrite);

        var record = IntegrityRecord.Record(caller, found.Record, request, releases, now);
        db.Add(record);
        db.AddRange(Grants.Of<IntegrityRecord>(record.Id, record.Originator, record.ReleasesNow));
        await db.SaveChangesAsync(ct);
        return await records.ShowCreatedAsync(record, $"/v1/brokers/{id}/integrity/{record.Id}", ct);
    }
}
