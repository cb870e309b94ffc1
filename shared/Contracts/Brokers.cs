namespace Exchange.Contracts;

/// <summary>How a broker stands with the State that registers it.</summary>
public static class BrokerStandings
{
    public const string Active = "active";
    public const string Suspended = "suspended";
    public const string Revoked = "revoked";
    public const string Expired = "expired";
    public const string Refused = "refused";

    /// <summary>The State's register does not have it in force, which is no evidence of anything illegal.</summary>
    public const string None = "none";

    public static IReadOnlyList<string> All { get; } = [Active, Suspended, Revoked, Expired, Refused, None];
}

/// <summary>
/// A State registered a broker (outcome document, para 102), or its standing, validity or releases changed; complete as of <see cref="Version"/>. Told
/// by number, without a name: a broker may be a natural person.
/// </summary>
public sealed record BrokerStandingChanged
{
    /// <summary>The entry in the register.</summary>
    public required Guid Id { get; init; }

    /// <summary>The registering State (alpha-3).</summary>
    public required string State { get; init; }

    /// <summary>The register's id (<see cref="RegisterChanged.Id"/>), or the broker's own where it is released apart from the register.</summary>
    public required Guid ReleasedWith { get; init; }

    /// <summary>The broker's own releases, where it is released apart from the register.</summary>
    public IReadOnlyList<Release>? Releases { get; init; }

    /// <summary>The broker's number in that State's register.</summary>
    public required string Number { get; init; }

    /// <summary>One of <see cref="BrokerStandings"/>.</summary>
    public required string Standing { get; init; }

    /// <summary>The day (UTC) from which the standing holds.</summary>
    public DateOnly? Effective { get; init; }

    /// <summary>The first day (UTC) on which the registration holds.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day (UTC) on which the registration holds, where it ends.</summary>
    public DateOnly? ValidUntil { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Grows with each change of this broker; what comes late with a lower one is dropped.</summary>
    public required long Version { get; init; }
}

/// <summary>A State began its register, or changed to whom it is released; complete as of <see cref="Version"/>.</summary>
public sealed record RegisterChanged
{
    /// <summary>The register.</summary>
    public required Guid Id { get; init; }

    /// <summary>The State (alpha-3).</summary>
    public required string State { get; init; }

    /// <summary>To whom the brokers are released that have no releases of their own.</summary>
    public required IReadOnlyList<Release> Releases { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Grows with each change of this register.</summary>
    public required long Version { get; init; }
}

/// <summary>
/// A service asks BrokerRegistry to publish every register and broker again: it missed those from before its queue existed. BrokerRegistry goes from
/// page to page by asking itself, with <paramref name="After"/>, the last broker that it published.
/// </summary>
public sealed record BrokersRequested(string Service, Guid? After = null);

/// <summary>Every register and broker was published again for the service that asked.</summary>
public sealed record BrokersRepublished(string Service) : ICatchUpDone;
