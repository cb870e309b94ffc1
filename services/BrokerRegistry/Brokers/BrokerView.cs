using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.BrokerRegistry.Brokers;

/// <summary>A broker as a reader is shown it. A register says that somebody is registered; that somebody is not is no evidence of anything illegal.</summary>
internal sealed record BrokerView : BrokerContent
{
    private BrokerView(BrokerContent content) : base(content)
    {
    }

    /// <summary>The id of the entry; it never changes.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }

    /// <summary>The State whose register it is.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public required string Register { get; init; }

    /// <summary>At which level this is shown.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }

    /// <summary>How the broker stands today.</summary>
    [OneOf(typeof(BrokerStandings), nameof(BrokerStandings.All))][VisibleFrom(ReleaseLevel.Summary)] public required string Standing { get; init; }

    /// <summary>The day (UTC) from which it stands so.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required DateOnly StandingSince { get; init; }

    /// <summary>Why it stands so.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? StandingReason { get; init; }

    /// <summary>When it was registered, UTC.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When the entry last changed, UTC.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The authority that changed it; none where a day of its validity did. For its State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? ChangedBy { get; init; }

    /// <summary>To whom it is released apart from the register; for its State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<Release>? Releases { get; init; }

    /// <summary>1 for the first; it grows by one with each change. For its State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public int? Version { get; init; }

    /// <summary>The current version, as <paramref name="reader"/> sees it.</summary>
    internal static BrokerView Of(Broker broker, ReleaseLevel level, Principal reader, DateOnly today)
    {
        var own = reader.Member == broker.Originator;
        var standing = broker.StandingOn(today);
        return new BrokerView(broker.Read())
        {
            Id = broker.Id,
            Register = broker.Originator,
            Level = level,
            Standing = standing,
            StandingSince = standing == BrokerStandings.Expired && broker.Standing != standing ? broker.ValidUntil!.Value.AddDays(1) : broker.StandingSince,
            StandingReason = broker.StandingReason,
            RegisteredAt = broker.RegisteredAt,
            ChangedAt = broker.ChangedAt,
            ChangedBy = own ? broker.ChangedBy : null,
            Releases = own ? broker.Releases : null,
            Version = own ? broker.Version : null,
        };
    }

    /// <summary>An earlier version, as its State sees it.</summary>
    internal static BrokerView Of(Broker broker, EarlierEntry earlier) => new(StoredContent.Read<BrokerContent>(earlier.Content))
    {
        Id = broker.Id,
        Register = broker.Originator,
        Level = ReleaseLevel.Full,
        Standing = earlier.Standing,
        StandingSince = earlier.StandingSince,
        StandingReason = earlier.StandingReason,
        RegisteredAt = broker.RegisteredAt,
        ChangedAt = earlier.ChangedAt,
        ChangedBy = earlier.ChangedBy,
        Version = earlier.Version,
    };
}
