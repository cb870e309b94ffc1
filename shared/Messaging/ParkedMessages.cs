using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Exchange.Messaging;

/// <summary>
/// A message that its consumer could not take, kept in the consumer's own database until the operator sends it again.
/// The body can hold what the operator may not see: it leaves only towards the consumer.
/// </summary>
public sealed class ParkedMessage
{
    public required Guid Id { get; init; }

    public required Guid MessageId { get; init; }

    /// <summary>The consumer's endpoint on the bus.</summary>
    public required string Consumer { get; init; }

    /// <summary>The contract, as MassTransit names it; empty if the sender did not say.</summary>
    public required string MessageType { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>The type of the last exception. Its text could quote the body; it is in the log of the service.</summary>
    public required string Error { get; init; }

    public required DateTimeOffset ParkedAt { get; init; }
}

/// <summary>The parked messages of <typeparamref name="TDb"/>'s consumers, on either transport alike.</summary>
public sealed partial class ParkedMessages<TDb>(TDb db, TimeProvider clock, ILogger<ParkedMessages<TDb>> log) where TDb : DbContext
{
    public IQueryable<ParkedMessage> All => db.Set<ParkedMessage>().AsNoTracking();

    /// <summary>
    /// Sends a parked message once more: it leaves the list, and through the outbox reaches its consumer, and no other.
    /// False if there is no such message.
    /// </summary>
    public async Task<bool> ResendAsync(Guid id, CancellationToken ct)
    {
        if (await All.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } parked) return false;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Whoever removes it sends it: two operators at once send it once.
        if (await db.Set<ParkedMessage>().Where(p => p.Id == id).ExecuteDeleteAsync(ct) == 0) return false;
        await db.Set<InboxEntry>().Where(e => e.MessageId == parked.MessageId && e.Consumer == parked.Consumer).ExecuteDeleteAsync(ct);
        db.Set<OutboxMessage>().Add(new OutboxMessage
        {
            MessageId = parked.MessageId,
            MessageType = parked.MessageType,
            Destination = parked.Consumer,
            Body = parked.Body,
            PublishedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        LogResent(log, id, parked.MessageId, parked.Consumer);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "Parked message {Id} ({MessageId}) is sent to {Consumer} again")]
    private static partial void LogResent(ILogger log, Guid id, Guid messageId, string consumer);
}
