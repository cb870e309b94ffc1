using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;

namespace Exchange.BrokerRegistry.Integrity;

/// <summary>
/// An integrity record of a broker. A final conviction is its State's alone until a second officer confirms it. An expunged record keeps nothing of what it
/// said, and only its State sees that there was one.
/// </summary>
internal sealed class IntegrityRecord : IReleasable
{
    private IntegrityRecord()
    {
    }

    public Guid Id { get; private init; }
    public string Originator { get; private init; } = null!;
    public Guid BrokerId { get; private init; }

    /// <summary>The <see cref="IntegrityContent"/> as JSON; null once it is expunged.</summary>
    public string? Content { get; private set; }

    /// <summary>One of <see cref="IntegrityStates"/>.</summary>
    public string State { get; private set; } = null!;
    public IReadOnlyList<Release> Releases { get; private set; } = [];

    /// <summary>The authority that recorded it; the second officer belongs to it.</summary>
    public string? Authority { get; private init; }
    public string RecordedBy { get; private init; } = null!;
    public DateTimeOffset RecordedAt { get; private init; }
    public string? ConfirmedBy { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Incremented by each change; guards against two changes at once.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>A record of the caller's State.</summary>
    public static IntegrityRecord Record(Principal caller, Broker broker, IntegrityContent content, IReadOnlyList<Release> releases, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Originator = caller.Member,
        BrokerId = broker.Id,
        Content = StoredContent.Write(content),
        State = content.Kind == IntegrityRules.FinalConviction ? IntegrityStates.Proposed : IntegrityStates.Recorded,
        Releases = releases,
        Authority = caller.Authority,
        RecordedBy = caller.Subject,
        RecordedAt = now,
        ChangedAt = now,
    };

    /// <summary>To whom it is released now: to nobody while it waits for its second officer, or once it is expunged.</summary>
    public IReadOnlyList<Release> ReleasesNow => State == IntegrityStates.Recorded ? Releases : [];

    /// <summary>A second officer confirms it.</summary>
    public void Confirm(Principal caller, DateTimeOffset now) => (State, ConfirmedBy, ChangedAt, Version) = (IntegrityStates.Recorded, caller.Subject, now, Version + 1);

    /// <summary>Removes what it said, for good.</summary>
    public void Expunge(DateTimeOffset now) => (State, Content, Releases, ChangedAt, Version) = (IntegrityStates.Expunged, null, [], now, Version + 1);

    /// <summary>What it says, or null once it is expunged.</summary>
    public IntegrityContent? Read() => Content is { } json ? StoredContent.Read<IntegrityContent>(json) : null;
}

/// <summary>How an integrity record stands.</summary>
internal static class IntegrityStates
{
    public const string Proposed = "proposed";
    public const string Recorded = "recorded";
    public const string Expunged = "expunged";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Proposed, Recorded, Expunged];
}
