using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.BrokerRegistry.Brokers;

/// <summary>How brokers are shown, and who may change their entries.</summary>
internal sealed class BrokerForm : IRecordForm<Broker, BrokerView>
{
    public ValueTask<BrokerView> ViewAsync(Visible<Broker> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        ValueTask.FromResult(BrokerView.Of(seen.Record, seen.Level, reader, DateOnly.FromDateTime(now.UtcDateTime)));

    public ProblemHttpResult? RefuseChange(Broker record, Principal caller)
    {
        if (record.Originator != caller.Member) return Problems.Forbidden("Only the State whose register it is changes an entry.");
        return RefuseOthers(caller);
    }

    /// <summary>403 for an authority that keeps no register, or null.</summary>
    public static ProblemHttpResult? RefuseOthers(Principal caller) =>
        caller.Functions.Contains(Functions.Licensing) ? null : Problems.Forbidden("Only a licensing authority keeps the register of its State.");
}

/// <summary>Documents operations on brokers.</summary>
internal static class BrokerOperations
{
    /// <summary>The operation changes a broker's entry: <c>If-Match</c>, and its refusals.</summary>
    public static RouteHandlerBuilder ChangesBroker(this RouteHandlerBuilder endpoint) => endpoint
        .HonoursIfMatch()
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, or the entry is in another State's register");
}
