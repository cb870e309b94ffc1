using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.BrokerRegistry.Releases;

/// <summary>
/// Releases a broker apart from the register of the caller's State: these releases hold for it alone, and the register's no longer do. With <c>null</c>
/// it is released together with the register again.
/// </summary>
internal static class ReleaseBroker
{
    /// <summary>The releases of the broker.</summary>
    public sealed record Request
    {
        /// <summary>To whom the broker is released. An empty list shows it to its State alone; without the member, the register's releases hold.</summary>
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapPut("/{id:guid}/releases", HandleAsync)
        .WithName("ReleaseBroker").WithSummary("Sets to whom one broker is released").RequireScope(Scopes.ReleasesWrite).WithIdempotency<BrokersDb>()
        .ChangesBroker().WithExample("releases");

    internal static async Task<Results<ViewAnswer<BrokerView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, Records<BrokersDb, Broker, BrokerView> brokers, OwnRegister register, BrokersDb db, IOutbox<BrokersDb> outbox,
        TrustDirectory trust, TimeProvider clock, CancellationToken ct)
    {
        var (found, problem) = await brokers.FindToChangeAsync(id, ct);
        if (found is null) return problem!;
        var (now, faults) = (clock.StoredNow(), new Faults());
        var releases = request.Releases is null ? null : ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();

        var broker = found.Record;
        db.Add(broker.Release(caller, releases, await register.IdAsync(broker.Originator, now, ct), now));
        if (releases is null) await db.RemoveGrantsAsync<Broker>(id, ct);
        else await db.SetGrantsAsync<Broker>(id, broker.Originator, releases, ct);
        await outbox.PublishAsync(broker.Fact(), ct);
        await db.SaveChangesAsync(ct);
        return await brokers.ShowChangedAsync(broker, ct);
    }
}
