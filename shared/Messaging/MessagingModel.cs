using Microsoft.EntityFrameworkCore;

namespace Exchange.Messaging;

/// <summary>The tables that messaging keeps in every service's own database.</summary>
public static class MessagingModel
{
    /// <summary>Maps <c>outbox</c>, <c>inbox</c> and <c>parked_messages</c>.</summary>
    public static ModelBuilder AddMessaging(this ModelBuilder model)
    {
        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("outbox");
            // Gone within moments: to pack it, as PostgreSQL does from 2 kB on, costs more than it saves.
            message.HasStorageParameter("toast_tuple_target", 8160);
            message.HasKey(m => m.Sequence);
            message.Property(m => m.Sequence).ValueGeneratedOnAdd();
        });
        model.Entity<InboxEntry>(entry =>
        {
            entry.ToTable("inbox");
            entry.HasKey(e => new { e.MessageId, e.Consumer });
            entry.Property(e => e.Consumer).HasMaxLength(InboxEntry.MaxConsumerLength);
            entry.HasIndex(e => e.ClaimedAt); // for pruning
        });
        model.Entity<ParkedMessage>(message =>
        {
            message.ToTable("parked_messages");
            message.Property(m => m.Id).ValueGeneratedNever();
            message.Property(m => m.Consumer).HasMaxLength(InboxEntry.MaxConsumerLength);
        });
        return model;
    }
}
