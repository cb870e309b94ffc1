using Exchange.Contracts;
using Exchange.Hosting.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Hosting.CatchUp;

/// <summary>Keeps that this service was told of every case, so that it asks no more.</summary>
internal sealed class KeepThatCasesWereTold<TDb>(TDb db, CatchingUp<TDb> catchingUp, TimeProvider clock) : IConsumer<CasesTold> where TDb : ExchangeDb
{
    public async Task Consume(ConsumeContext<CasesTold> context)
    {
        if (context.Message.Service != catchingUp.Service) return;
        DateTimeOffset? now = clock.GetUtcNow();
        await db.Set<CaseCatchUp>().Where(c => c.ToldAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.ToldAt, now), context.CancellationToken);
    }
}
