using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Messaging.Tests;

/// <summary>What the sample service publishes and consumes.</summary>
public sealed record ParcelSent(Guid Parcel);

/// <summary>Follows a <see cref="ParcelSent"/>.</summary>
public sealed record ParcelSeen(Guid Parcel);

/// <summary>An effect of a consumer: a row per run.</summary>
public sealed class Effect
{
    public required Guid Id { get; init; }
    public required string Consumer { get; init; }
    public required Guid Parcel { get; init; }
}

/// <summary>The sample service's database.</summary>
public sealed class SampleDb(DbContextOptions<SampleDb> options) : DbContext(options)
{
    public DbSet<Effect> Effects => Set<Effect>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<InboxEntry> Inbox => Set<InboxEntry>();
    public DbSet<ParkedMessage> Parked => Set<ParkedMessage>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.Entity<Effect>(effect => effect.ToTable("effects"));
    }
}

/// <summary>What the consumers of a host do besides their effect: a test sets it.</summary>
public sealed class Behaviour
{
    /// <summary>Runs in the consumer's transaction, after its effect and its event are in the context.</summary>
    public Func<Guid, CancellationToken, Task> OnNoting { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>How often a consumer was run, with and without success.</summary>
    public int Runs => runs;

    private int runs;

    public Task RunAsync(Guid parcel, CancellationToken ct)
    {
        Interlocked.Increment(ref runs);
        return OnNoting(parcel, ct);
    }
}

/// <summary>Leaves an effect and publishes what follows.</summary>
public sealed class NoteParcel(SampleDb db, IOutbox<SampleDb> outbox, Behaviour behaviour) : IConsumer<ParcelSent>
{
    public async Task Consume(ConsumeContext<ParcelSent> context)
    {
        var parcel = context.Message.Parcel;
        db.Effects.Add(new Effect { Id = Guid.CreateVersion7(), Consumer = nameof(NoteParcel), Parcel = parcel });
        await outbox.PublishAsync(new ParcelSeen(parcel), context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        await behaviour.RunAsync(parcel, context.CancellationToken);
    }
}

/// <summary>Leaves an effect of what followed.</summary>
public sealed class NoteSeen(SampleDb db) : IConsumer<ParcelSeen>
{
    public Task Consume(ConsumeContext<ParcelSeen> context)
    {
        db.Effects.Add(new Effect { Id = Guid.CreateVersion7(), Consumer = nameof(NoteSeen), Parcel = context.Message.Parcel });
        return Task.CompletedTask;
    }
}
