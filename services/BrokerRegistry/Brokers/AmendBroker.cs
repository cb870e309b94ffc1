using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.BrokerRegistry.Brokers;

/// <summary>Replaces what the register says of a broker: a material change, or a renewal. The version before is kept; the standing and the releases stay.</summary>
internal static class AmendBroker
{
    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapPut("/{id:guid}", HandleAsync)
        .WithName("AmendBroker").WithSummary("Amends or renews a registration").RequireScope(Scopes.BrokersWrite).WithIdempotency<BrokersDb>()
        .ChangesBroker().WithExample("broker");

    internal static async Task<Results<ViewAnswer<BrokerView>, ProblemHttpResult>> HandleAsync(
        Guid id, BrokerContent request, Principal caller, Records<BrokersDb, Broker, BrokerView> brokers, BrokersDb db, IOutbox<BrokersDb> outbox, TimeProvider clock, CancellationToken ct)
    {
        var (found, problem) = await brokers.FindToChangeAsync(id, ct);
        if (found is null) return problem!;
        var (now, faults) = (clock.StoredNow(), new Faults());
        BrokerRules.CheckBroker(request, DateOnly.FromDateTime(now.UtcDateTime), faults);
        if (request.Number is not null && request.Number != found.Record.Number) faults.Add("number", $"is {found.Record.Number}, and never changes");
        if (faults.Any) return faults.ToProblem();

        db.Add(found.Record.Amend(caller, request, now));
        await outbox.PublishAsync(found.Record.Fact(), ct);
        await db.SaveChangesAsync(ct);
        return await brokers.ShowChangedAsync(found.Record, ct);
    }
}
