using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Consumers;

/// <summary>
/// Tells every case again to a service that asks, a page a transaction: a standing one as amended, a withdrawn one as withdrawn.
/// Whoever holds a case drops what is not newer.
/// </summary>
internal sealed class RepublishCases(CasesDb db, IOutbox<CasesDb> outbox, PlaceLookup places) : IConsumer<CasesRequested>
{
    internal const int Page = 100;

    public async Task Consume(ConsumeContext<CasesRequested> context)
    {
        var (asked, ct) = (context.Message, context.CancellationToken);
        // A case that is committed behind the page already told is published when the asking service's queue exists.
        var rest = asked.After is { } after ? db.Cases.Where(c => c.Id > after) : db.Cases;
        var page = await rest.AsNoTracking().OrderBy(c => c.Id).Take(Page).ToListAsync(ct);
        foreach (var told in page)
        {
            if (told.IsWithdrawn) await outbox.PublishAsync(new CaseWithdrawn(told.Id, told.Originator, told.Revision, told.ChangedAt), ct);
            else await outbox.PublishAsync(new CaseAmended(told.Facts(places)), ct);
        }
        if (page.Count == Page) await outbox.PublishAsync(new CasesRequested(asked.Service, page[^1].Id), ct);
        else await outbox.PublishAsync(new CasesRepublished(asked.Service), ct);
        await db.SaveChangesAsync(ct);
    }
}
