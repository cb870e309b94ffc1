using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.BrokerRegistry.Registers;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Brokers;

/// <summary>The register of the caller's State. It begins with the State's first page or first broker, and is released to nobody then.</summary>
internal sealed class OwnRegister(BrokersDb db, IOutbox<BrokersDb> outbox)
{
    /// <summary>Its id. Within a transaction: the first request of a State inserts it.</summary>
    public async Task<Guid> IdAsync(string state, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Registers.Where(r => r.State == state).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(ct) is { } id) return id;
        var register = new Register { Id = Guid.CreateVersion7(now), State = state, ChangedAt = now };
        // Of two first requests at once, the second waits here for the first one's end.
        if (!await db.TryInsertAsync(register, ct)) return await db.Registers.Where(r => r.State == state).Select(r => r.Id).SingleAsync(ct);
        db.AddRange(Grants.Of<Broker>(register.Id, state, register.Releases));
        await outbox.PublishAsync(register.Fact(), ct);
        return register.Id;
    }
}
