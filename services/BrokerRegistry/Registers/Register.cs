using System.Text;
using System.Text.Json;
using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Registers;

/// <summary>A State's register: its page, and to whom its brokers are released.</summary>
internal sealed class Register
{
    public required Guid Id { get; init; }
    public required string State { get; init; }

    /// <summary>The <see cref="RegisterContent"/> as JSON; null until the State has written its page.</summary>
    public string? Content { get; private set; }

    /// <summary>To whom the brokers are released that have no releases of their own.</summary>
    public IReadOnlyList<Release> Releases { get; private set; } = [];
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Incremented by each change; guards against two changes at once.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Replaces the page and the releases.</summary>
    public void Write(RegisterContent content, IReadOnlyList<Release> releases, DateTimeOffset now)
    {
        (Content, Releases, ChangedAt) = (Encoding.UTF8.GetString(LevelJson.Serialize(content, ReleaseLevel.Full)), releases, now);
        Version++;
    }

    /// <summary>The page, or null.</summary>
    public RegisterContent? Read() => Content is { } json ? JsonSerializer.Deserialize<RegisterContent>(json, JsonSerializerOptions.Web) : null;

    /// <summary>What other services learn of it.</summary>
    public RegisterChanged Fact() => new() { Id = Id, State = State, Releases = Releases, At = ChangedAt, Version = Version };
}

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
