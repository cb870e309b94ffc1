using Exchange.Contracts;
using Exchange.Hosting.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Hosting.CatchUp;

/// <summary>Records that the service has received every record of a kind, so it stops asking.</summary>
internal sealed class RecordCatchUpDone<TDb, TDone>(TDb db, ICatchUpOf<TDb, TDone> catchUp, TimeProvider clock) : IConsumer<TDone>
    where TDb : ExchangeDb
    where TDone : class, ICatchUpDone
{
    public async Task Consume(ConsumeContext<TDone> context)
    {
        if (context.Message.Service != catchUp.Service) return;
        DateTimeOffset? now = clock.GetUtcNow();
        await db.Set<CatchUp>().Where(c => c.Kind == catchUp.Kind && c.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.DoneAt, now), context.CancellationToken);
    }
}
