using Exchange.Access;

namespace Exchange.RouteAlerts;

/// <summary>What happened to an alert.</summary>
public enum FeedKind
{
    Issued = 1,
    Updated = 2,

    /// <summary>It no longer stands; whoever may see it is told.</summary>
    Withdrawn = 3,

    /// <summary>Some who could see it no longer can; they alone are told, and to them it is withdrawn.</summary>
    Narrowed = 4,
}

/// <summary>
/// One thing that happened to an alert, at a position of the feed. Grants of its own has only a narrowing: they are the
/// members that the alert reached before it, as of that moment.
/// </summary>
public sealed class FeedEntry : IReleasable
{
    public required Guid Id { get; init; }
    public required string Originator { get; init; }
    public required Guid AlertId { get; init; }
    public required FeedKind Kind { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Taken at commit, so that whoever has read up to a position has missed nothing before it.</summary>
    public long Position { get; set; }
}

/// <summary>The last position taken: one row, whose lock puts commits in the order of positions.</summary>
public sealed class FeedHead
{
    public const int Only = 1;

    public required int Id { get; init; }
    public required long Last { get; init; }
}
