using Exchange.Storage;
using MassTransit;
using MassTransit.Transports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Messaging;

/// <summary>
/// Keeps a message that is given up as a <see cref="ParkedMessage"/>, in the place of the queues <c>_error</c> and
/// <c>_skipped</c>, which no operator of the exchange looks into and the in-memory transport forgets.
/// </summary>
internal sealed partial class ParkFilter<TDb>(
    IServiceScopeFactory scopes, Deliveries deliveries, IHostApplicationLifetime host, TimeProvider clock, ILogger<ParkFilter<TDb>> log)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext> where TDb : DbContext
{
    private const string NoConsumer = "NoConsumer";
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        await ParkAsync(context, context.Exception);
        await next.Send(context);
    }

    /// <summary>A message of a contract that the endpoint's consumer does not take, or takes no longer.</summary>
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        await ParkAsync(context, exception: null);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("park");

    private async Task ParkAsync(ReceiveContext context, Exception? exception)
    {
        var now = clock.GetUtcNow();
        var parked = new ParkedMessage
        {
            Id = Guid.CreateVersion7(now),
            MessageId = context.GetMessageId() ?? Guid.CreateVersion7(now),
            Consumer = context.InputAddress.GetEndpointName()!,
            MessageType = context.TransportHeaders.Get<string>(StoredMessage.TypeHeader) ?? "",
            Body = context.Body.GetBytes(),
            Error = exception?.GetType().FullName ?? NoConsumer,
            ParkedAt = now,
        };
        // However long the database is away: once this returns, the transport forgets the message.
        while (!await TryStoreAsync(parked)) await Task.Delay(RetryInterval, clock, host.ApplicationStopping);
        LogParked(log, exception, parked.MessageId, parked.MessageType, parked.Consumer, parked.Id);
        deliveries.Settle(parked.MessageId, parked.Consumer);
    }

    private async Task<bool> TryStoreAsync(ParkedMessage parked)
    {
        var ct = host.ApplicationStopping;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            // Claimed as if consumed, so that another copy is dropped rather than parked too.
            if (await db.ClaimAsync(parked.MessageId, parked.Consumer, parked.ParkedAt, ct))
            {
                db.Set<ParkedMessage>().Add(parked);
                await db.SaveChangesAsync(ct);
            }
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (Exception e) when (Outages.IsOutage(e))
        {
            LogWaiting(log, parked.MessageId, parked.Consumer, e.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} ({Type}) is parked as {Id}: {Consumer} cannot take it")]
    private static partial void LogParked(ILogger log, Exception? e, Guid messageId, string type, string consumer, Guid id);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} of {Consumer} cannot be parked yet: {Error}")]
    private static partial void LogWaiting(ILogger log, Guid messageId, string consumer, string error);
}
