using System.Collections.Concurrent;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Messaging;

/// <summary>
/// Without a broker: the in-memory transport forgets all when the process ends, so a message stays in the outbox until
/// every consumer of it has committed, and what is there at start is sent again. Inboxes drop what they have seen.
/// </summary>
internal sealed class InMemoryRelay<TDb>(IBus bus, Deliveries deliveries, IEnumerable<InboxConsumer> consumers) : IOutboxRelay<TDb>
    where TDb : DbContext
{
    // So that a slow consumer does not draw a whole backlog into memory.
    private const int MaxInFlight = 1000;

    private readonly ILookup<string, string> consumersOf =
        consumers.SelectMany(c => c.MessageTypes.Append(c.Endpoint), (c, key) => (key, c.Endpoint)).ToLookup(c => c.key, c => c.Endpoint);

    private readonly Dictionary<long, Task> inFlight = [];

    public async Task<int> RelayAsync(TDb db, CancellationToken ct)
    {
        if (inFlight.Count >= MaxInFlight) await Task.WhenAny(inFlight.Values).WaitAsync(ct);
        var sent = inFlight.Keys.ToList();
        var messages = await db.Set<OutboxMessage>().AsNoTracking()
            .Where(m => !sent.Contains(m.Sequence)).OrderBy(m => m.Sequence).Take(IOutboxRelay<TDb>.BatchSize).ToListAsync(ct);
        foreach (var message in messages)
        {
            // Sent to one consumer again, or to all of its type.
            var recipients = consumersOf.Contains(message.Destination) ? consumersOf[message.Destination] : consumersOf[message.MessageType];
            var settled = deliveries.Expect(message.MessageId, recipients);
            await bus.SendAsync(message, ct);
            inFlight.Add(message.Sequence, settled);
        }

        var done = inFlight.Where(m => m.Value.IsCompleted).Select(m => m.Key).ToList();
        if (done.Count > 0) await db.RemoveSentAsync(done, ct);
        foreach (var sequence in done) inFlight.Remove(sequence);
        return messages.Count;
    }
}

/// <summary>A consumer of this process: its endpoint, and the contracts that it takes.</summary>
internal sealed record InboxConsumer(string Endpoint, IReadOnlyList<string> MessageTypes);

/// <summary>Which messages of the in-memory transport are not yet settled: consumed and committed, dropped as known, or parked.</summary>
internal sealed class Deliveries
{
    private readonly ConcurrentDictionary<(Guid MessageId, string Consumer), TaskCompletionSource> expected = new();

    /// <summary>Ends when each of the consumers has settled the message.</summary>
    public Task Expect(Guid messageId, IEnumerable<string> consumers) => Task.WhenAll(consumers.Select(consumer =>
        expected.GetOrAdd((messageId, consumer), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task));

    public void Settle(Guid messageId, string consumer)
    {
        if (expected.TryRemove((messageId, consumer), out var delivery)) delivery.SetResult();
    }
}
