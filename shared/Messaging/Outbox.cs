using System.Diagnostics;
using Exchange.Storage;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using MassTransit.Transports;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Messaging;

/// <summary>
/// Publishes events together with the state that they tell of: an event is a row of the caller's
/// <typeparamref name="TDb"/>, and leaves once the caller's transaction has committed, never without it.
/// </summary>
public interface IOutbox<TDb> where TDb : DbContext
{
    /// <summary>Adds the event to the context; the caller saves.</summary>
    Task PublishAsync<T>(T message, CancellationToken ct = default) where T : class;

    /// <summary>
    /// Inserts new rows of the context's types and the event that tells of them, together and at once: as adding, publishing and
    /// saving do, but the context does not track them, and outside of a transaction several callers share a commit. What else the
    /// context tracks is not saved.
    /// </summary>
    /// <exception cref="DbUpdateException">As by a save.</exception>
    Task InsertAsync<T>(IEnumerable<object> rows, T message, CancellationToken ct = default) where T : class;
}

/// <summary>A message that waits to be sent: its envelope as it goes over the wire, and where it goes.</summary>
public sealed class OutboxMessage
{
    /// <summary>The order of sending.</summary>
    public long Sequence { get; init; }

    public required Guid MessageId { get; init; }

    /// <summary>The contract, as MassTransit names it (<c>urn:message:Exchange.Contracts:CaseReported</c>).</summary>
    public required string MessageType { get; init; }

    /// <summary>An exchange of the bus: the contract's, or that of one consumer. Without the broker's address, which may change.</summary>
    public required string Destination { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>The trace (W3C Trace Context) in which it was published, continued when it is sent.</summary>
    public string? TraceParent { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The row of a message that MassTransit has made ready to be sent.</summary>
    internal static OutboxMessage From<T>(SendContext<T> context, DateTimeOffset now) where T : class
    {
        // Ours, for its order in the indexes of inboxes.
        context.MessageId = Guid.CreateVersion7(now);
        return new OutboxMessage
        {
            MessageId = context.MessageId.Value,
            MessageType = MessageUrn.ForTypeString<T>(),
            Destination = context.DestinationAddress.GetEndpointName()
                ?? throw new InvalidOperationException($"{typeof(T)} has no destination."),
            Body = context.Serializer.GetMessageBody(context).GetBytes(),
            TraceParent = Activity.Current?.Id,
            PublishedAt = now,
        };
    }
}

/// <summary>The publishing side: one per DbContext, so that several services can share a process and its bus.</summary>
internal sealed class Outbox<TDb>(TDb db, IBus bus, CommitSignal<TDb> committed, SharedCommits<TDb> shared, TimeProvider clock, IServiceProvider services) : IOutbox<TDb>
    where TDb : DbContext
{
    public async Task PublishAsync<T>(T message, CancellationToken ct) where T : class => db.Set<OutboxMessage>().Add(await EnvelopeAsync(message, ct));

    public async Task InsertAsync<T>(IEnumerable<object> rows, T message, CancellationToken ct) where T : class
    {
        var all = rows.Append(await EnvelopeAsync(message, ct));
        if (db.Database.CurrentTransaction is null) await shared.InsertAsync(all, ct);
        else await db.InsertAsync(all, ct);
        committed.RaiseAtCommit(db);
    }

    private async Task<OutboxMessage> EnvelopeAsync<T>(T message, CancellationToken ct) where T : class
    {
        var desk = new Desk(clock, services);
        await new PublishEndpoint(new OutboxPublishEndpointProvider(desk, bus)).Publish(message, ct);
        return desk.Envelope ?? throw new InvalidOperationException($"{typeof(T)} was not published.");
    }

    /// <summary>MassTransit calls it with the finished envelope, in the place of a transport.</summary>
    private sealed class Desk(TimeProvider clock, IServiceProvider services) : OutboxSendContext
    {
        public OutboxMessage? Envelope { get; private set; }

        public Task AddSend<T>(SendContext<T> context) where T : class
        {
            Envelope = OutboxMessage.From(context, clock.GetUtcNow());
            return Task.CompletedTask;
        }

        public object? GetService(Type serviceType) => services.GetService(serviceType);
    }
}
