using Exchange.Access;

namespace Exchange.RouteAlerts.Feed;

/// <summary>What happened to an alert.</summary>
internal enum FeedKind
{
    Issued = 1,
    Updated = 2,

    /// <summary>The alert no longer holds. Every member that may see it gets this entry.</summary>
    Withdrawn = 3,

    /// <summary>Some members can no longer see the alert. Only they get this entry; to them the alert is withdrawn.</summary>
    Narrowed = 4,
}

/// <summary>
/// One change of an alert, at a position of the feed. Only entries of kind <see cref="FeedKind.Narrowed"/> have grants of their
/// own: the members who could see the alert just before.
/// </summary>
internal sealed class FeedEntry : IReleasable
{
    public required Guid Id { get; init; }
    public required string Originator { get; init; }
    public required Guid AlertId { get; init; }
    public required FeedKind Kind { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Assigned just before the commit, so that a reader of a position has missed nothing before it.</summary>
    public long Position { get; set; }
}

/// <summary>The last position that was assigned: one row, whose lock makes transactions commit in order of positions.</summary>
internal sealed class FeedHead
{
    public const int Only = 1;

    public required int Id { get; init; }
    public required long Last { get; init; }
}
