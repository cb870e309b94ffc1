using Exchange.Storage;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using MassTransit.Transports;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Messaging;

/// <summary>A message that a consumer has dealt with, or is dealing with in an open transaction.</summary>
public sealed class InboxEntry
{
    internal const int MaxConsumerLength = 128;

    public required Guid MessageId { get; init; }

    /// <summary>The consumer's endpoint on the bus.</summary>
    public required string Consumer { get; init; }

    /// <summary>UTC. Not a <see cref="DateTimeOffset"/>, because it is written without the model's conversions.</summary>
    public required DateTime ClaimedAt { get; init; }
}

internal static class InboxClaims
{
    /// <summary>
    /// Claims a message for a consumer, in the caller's transaction; false if it was claimed before. Of several that claim at once, all but one
    /// wait for the end of that one's transaction.
    /// </summary>
    public static Task<bool> ClaimAsync(this DbContext db, Guid messageId, string consumer, DateTimeOffset now, CancellationToken ct) =>
        db.TryInsertAsync(new InboxEntry { MessageId = messageId, Consumer = consumer, ClaimedAt = now.UtcDateTime }, ct);
}

/// <summary>
/// The consuming side: one transaction claims the message for its consumer, runs the consumer, and commits what it
/// changed and published. So a message has its effect once, however often and on however many replicas it arrives.
/// </summary>
internal sealed class Inbox<TDb>(TDb db, Deliveries deliveries, TimeProvider clock, IServiceProvider services) : IOutboxContextFactory<TDb>
    where TDb : DbContext
{
    public async Task Send<T>(ConsumeContext<T> context, OutboxConsumeOptions options, IPipe<OutboxConsumeContext<T>> next) where T : class
    {
        var ct = context.CancellationToken;
        var messageId = context.GetOriginalMessageId() ?? throw new MessageException(typeof(T), "The message bears no id.");
        var consumer = context.ReceiveContext.InputAddress.GetEndpointName()!;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            // A failure ends the whole transaction: to go back to before a save, which takes two round trips each, helps nobody.
            db.Database.AutoSavepointsEnabled = false;
            var isNew = await db.ClaimAsync(messageId, consumer, clock.GetUtcNow(), ct);
            await next.Send(new InboxConsumeContext<T>(context, options, services, db, clock, isDuplicate: !isNew));
            await transaction.CommitAsync(ct);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            // A time limit inside the consumer. MassTransit would take it for the host's stop, and return the message at once, for ever.
            throw new ConsumerException("The consumer was cancelled, though the host is not stopping.", e);
        }
        deliveries.Settle(messageId, consumer);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");
}

/// <summary>What a consumer sees: what it publishes goes to its own database's outbox.</summary>
internal sealed class InboxConsumeContext<T>(
    ConsumeContext<T> context, OutboxConsumeOptions options, IServiceProvider services, DbContext db, TimeProvider clock, bool isDuplicate)
    : OutboxConsumeContextProxy<T>(context, options, services) where T : class
{
    public override bool ContinueProcessing { get; set; }

    public override bool IsMessageConsumed => isDuplicate;

    // Sending is the dispatcher's work: to MassTransit, nothing is left to deliver.
    public override bool IsOutboxDelivered => isDuplicate;

    public override int ReceiveCount => 0;

    public override long? LastSequenceNumber => null;

    public override Task SetConsumed() => db.SaveChangesAsync(CancellationToken);

    public override Task SetDelivered() => Task.CompletedTask;

    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult<List<OutboxMessageContext>>([]);

    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;

    public override Task RemoveOutboxMessages() => Task.CompletedTask;

    public override Task AddSend<TMessage>(SendContext<TMessage> context)
    {
        db.Set<OutboxMessage>().Add(OutboxMessage.From(context, clock.GetUtcNow()));
        return Task.CompletedTask;
    }
}
