using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.BrokerRegistry.Brokers;

/// <summary>Returns a broker at the highest level at which it is released to the caller.</summary>
internal static class GetBroker
{
    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapGet("/{id:guid}", HandleAsync)
        .WithName("GetBroker").WithSummary("Shows a broker").RequireScope(Scopes.BrokersRead);

    internal static Task<Results<ViewAnswer<BrokerView>, ProblemHttpResult>> HandleAsync(Guid id, Records<BrokersDb, Broker, BrokerView> brokers, CancellationToken ct) =>
        brokers.ShowAsync(id, ct);
}
