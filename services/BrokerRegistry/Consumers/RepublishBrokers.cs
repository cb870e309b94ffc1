using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Consumers;

/// <summary>Publishes every register and broker again for a service that asks, a page a transaction. Whoever has one drops what is not newer.</summary>
internal sealed class RepublishBrokers(BrokersDb db, IOutbox<BrokersDb> outbox) : IConsumer<BrokersRequested>
{
    internal const int Page = 100;

    public async Task Consume(ConsumeContext<BrokersRequested> context)
    {
        var (asked, ct) = (context.Message, context.CancellationToken);
        if (asked.After is null)
        {
            foreach (var register in await db.Registers.AsNoTracking().ToListAsync(ct)) await outbox.PublishAsync(register.Fact(), ct);
        }
        var rest = asked.After is { } after ? db.Set<Broker>().Where(b => b.Id > after) : db.Set<Broker>();
        var page = await rest.AsNoTracking().OrderBy(b => b.Id).Take(Page).ToListAsync(ct);
        foreach (var broker in page) await outbox.PublishAsync(broker.Fact(), ct);
        if (page.Count == Page) await outbox.PublishAsync(new BrokersRequested(asked.Service, page[^1].Id), ct);
        else await outbox.PublishAsync(new BrokersRepublished(asked.Service), ct);
        await db.SaveChangesAsync(ct);
    }
}
