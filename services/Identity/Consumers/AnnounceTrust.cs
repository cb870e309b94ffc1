using Exchange.Contracts;
using Exchange.Identity.Data;
using Exchange.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Consumers;

/// <summary>Publishes every member and group again when a process requests them: it missed them before its queue existed.</summary>
internal sealed class AnnounceTrust(IdentityDb db, IOutbox<IdentityDb> outbox) : IConsumer<TrustRequested>
{
    public async Task Consume(ConsumeContext<TrustRequested> context)
    {
        var ct = context.CancellationToken;
        foreach (var member in await db.Members.AsNoTracking().Include(m => m.Keys).ToListAsync(ct))
            await outbox.PublishAsync(new MemberAdmitted(member.ToTrust()), ct);
        foreach (var group in await db.Groups.AsNoTracking().ToListAsync(ct))
            await outbox.PublishAsync(group.ToGroupChanged(), ct);
        await db.SaveChangesAsync(ct);
    }
}
