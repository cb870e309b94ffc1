using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;

namespace Exchange.BrokerRegistry.Licences;

/// <summary>A State's decision about a brokering licence. What was decided never changes; a granted licence can be suspended and revoked.</summary>
internal sealed class Licence : IReleasable
{
    private Licence()
    {
    }

    public Guid Id { get; private init; }
    public string Originator { get; private init; } = null!;
    public Guid BrokerId { get; private init; }
    public string Number { get; private init; } = null!;

    /// <summary>The <see cref="LicenceContent"/> as it was decided, as JSON.</summary>
    public string Content { get; private init; } = null!;

    /// <summary>One of <see cref="LicenceStates"/>.</summary>
    public string State { get; private set; } = LicenceStates.AsDecided;
    public string? StateReason { get; private set; }
    public DateTimeOffset StateChangedAt { get; private set; }
    public IReadOnlyList<Release> Releases { get; private init; } = [];
    public DateTimeOffset RecordedAt { get; private init; }
    public string? RecordedBy { get; private init; }

    /// <summary>Incremented by each change; guards against two changes at once.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>A decision of the caller's State. Without releases, that State alone sees it.</summary>
    public static Licence Record(Principal caller, Broker broker, LicenceContent content, IReadOnlyList<Release> releases, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Originator = caller.Member,
        BrokerId = broker.Id,
        Number = content.Number!,
        Content = StoredContent.Write(content),
        StateChangedAt = now,
        Releases = releases,
        RecordedAt = now,
        RecordedBy = caller.Authority,
    };

    /// <summary>What was decided.</summary>
    public LicenceContent Read() => StoredContent.Read<LicenceContent>(Content);

    /// <summary>Suspends, reinstates or revokes it; false if it cannot follow.</summary>
    public bool TryChange(string to, string reason, DateTimeOffset now)
    {
        if (Read().Decision is not (LicenceDecisions.Granted or LicenceDecisions.GrantedConditional)) return false;
        var allowed = (State, to) switch
        {
            (LicenceStates.AsDecided, LicenceStates.Suspended) => true,
            (LicenceStates.Suspended, LicenceStates.AsDecided) => true,
            (LicenceStates.AsDecided or LicenceStates.Suspended, LicenceStates.Revoked) => true,
            _ => false,
        };
        if (!allowed) return false;
        (State, StateReason, StateChangedAt) = (to, reason, now);
        Version++;
        return true;
    }
}

/// <summary>Whether a decision still stands.</summary>
internal static class LicenceStates
{
    public const string AsDecided = "as_decided";
    public const string Suspended = "suspended";
    public const string Revoked = "revoked";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [AsDecided, Suspended, Revoked];
}
