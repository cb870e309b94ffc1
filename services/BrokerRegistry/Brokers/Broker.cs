using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;

namespace Exchange.BrokerRegistry.Brokers;

/// <summary>
/// A broker in a State's register (outcome document, para 102), with its standing. What the register says stands whole, as JSON; every earlier version
/// is kept.
/// </summary>
internal sealed class Broker : IReleasedTogether
{
    private Broker()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>The State whose register it is.</summary>
    public string Originator { get; private init; } = null!;

    /// <summary>The register's id, or the broker's own where it is released apart from the register.</summary>
    public Guid ReleasedWith { get; private set; }

    public string Number { get; private init; } = null!;
    public string Kind { get; private set; } = null!;
    public string Name { get; private set; } = null!;
    public string Country { get; private set; } = null!;
    public DateOnly ValidFrom { get; private set; }
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>The <see cref="BrokerContent"/> of this version as JSON.</summary>
    public string Content { get; private set; } = null!;

    /// <summary>One of <see cref="BrokerStandings"/>, as an authority set it or as the last day of validity made it.</summary>
    public string Standing { get; private set; } = null!;

    /// <summary>Why it has this standing; for its State and those who see the broker in full.</summary>
    public string? StandingReason { get; private set; }

    /// <summary>The day (UTC) from which the standing holds.</summary>
    public DateOnly StandingSince { get; private set; }

    /// <summary>Its own releases; null where the register's hold.</summary>
    public IReadOnlyList<Release>? Releases { get; private set; }

    public DateTimeOffset RegisteredAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The authority that made this version; null where the day did.</summary>
    public string? ChangedBy { get; private set; }

    /// <summary>Incremented by each change; guards against two changes at once, and orders what others learn.</summary>
    public int Version { get; private set; }

    /// <summary>A new registration in the register of the caller's State.</summary>
    public static Broker Register(Principal caller, BrokerContent content, Guid register, IReadOnlyList<Release>? releases, DateTimeOffset now)
    {
        var broker = new Broker
        {
            Id = Guid.CreateVersion7(now),
            Originator = caller.Member,
            Number = content.Number!,
            RegisteredAt = now,
            Standing = BrokerStandings.Active,
            StandingSince = content.ValidFrom!.Value,
            ReleasedWith = register,
        };
        broker.Write(content);
        broker.ReleaseApart(releases, register);
        broker.Change(caller.Authority, now);
        return broker;
    }

    /// <summary>Replaces what the register says. A renewal of an expired registration makes it active again, from its first day on.</summary>
    public EarlierEntry Amend(Principal caller, BrokerContent content, DateTimeOffset now)
    {
        var earlier = Keep();
        Write(content);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (Standing == BrokerStandings.Expired && (ValidUntil is null || ValidUntil >= today))
            (Standing, StandingReason, StandingSince) = (BrokerStandings.Active, null, ValidFrom > today ? ValidFrom : today);
        Change(caller.Authority, now);
        return earlier;
    }

    /// <summary>Changes the standing.</summary>
    /// <param name="by">The authority; null where the day changes it.</param>
    public EarlierEntry SetStanding(string standing, string? reason, DateOnly since, string? by, DateTimeOffset now)
    {
        var earlier = Keep();
        (Standing, StandingReason, StandingSince) = (standing, reason, since);
        Change(by, now);
        return earlier;
    }

    /// <summary>Releases it apart from its register; with null, together with it again.</summary>
    public EarlierEntry Release(Principal caller, IReadOnlyList<Release>? releases, Guid register, DateTimeOffset now)
    {
        var earlier = Keep();
        ReleaseApart(releases, register);
        Change(caller.Authority, now);
        return earlier;
    }

    /// <summary>Its standing on a day: what the register says, unless the validity has ended or not begun.</summary>
    public string StandingOn(DateOnly day) => Standing != BrokerStandings.Active ? Standing
        : ValidUntil < day ? BrokerStandings.Expired
        : ValidFrom > day ? BrokerStandings.None
        : Standing;

    /// <summary>What this version says.</summary>
    public BrokerContent Read() => StoredContent.Read<BrokerContent>(Content);

    /// <summary>What other services may derive from this version.</summary>
    public BrokerStandingChanged Fact() => new()
    {
        Id = Id,
        State = Originator,
        ReleasedWith = ReleasedWith,
        Releases = Releases,
        Number = Number,
        Standing = Standing,
        Effective = StandingSince,
        ValidFrom = ValidFrom,
        ValidUntil = ValidUntil,
        At = ChangedAt,
        Version = Version,
    };

    private void ReleaseApart(IReadOnlyList<Release>? releases, Guid register) => (Releases, ReleasedWith) = (releases, releases is null ? register : Id);

    private void Write(BrokerContent content)
    {
        Content = StoredContent.Write(content);
        (Kind, Name, Country) = (content.Kind!, content.Name!, content.Country!);
        (ValidFrom, ValidUntil) = (content.ValidFrom!.Value, content.ValidUntil);
    }

    private void Change(string? by, DateTimeOffset now)
    {
        (ChangedBy, ChangedAt) = (by, now);
        Version++;
    }

    private EarlierEntry Keep() => new()
    {
        BrokerId = Id,
        Version = Version,
        Content = Content,
        Standing = Standing,
        StandingReason = StandingReason,
        StandingSince = StandingSince,
        ChangedAt = ChangedAt,
        ChangedBy = ChangedBy,
    };
}

/// <summary>A version of a broker's entry that is no longer the current one; its State alone sees it.</summary>
internal sealed class EarlierEntry
{
    public required Guid BrokerId { get; init; }
    public required int Version { get; init; }
    public required string Content { get; init; }
    public required string Standing { get; init; }
    public string? StandingReason { get; init; }
    public required DateOnly StandingSince { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public string? ChangedBy { get; init; }
}
