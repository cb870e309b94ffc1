namespace Exchange.Contracts;

/// <summary>How a broker stands with the State that registers it.</summary>
public static class BrokerStandings
{
    public const string Active = "active";
    public const string Suspended = "suspended";
    public const string Revoked = "revoked";
    public const string Expired = "expired";
    public const string Refused = "refused";

    /// <summary>The State's register does not know it, which is no evidence of anything illegal.</summary>
    public const string None = "none";

    public static IReadOnlyList<string> All { get; } = [Active, Suspended, Revoked, Expired, Refused, None];
}

/// <summary>A State registered a broker (outcome document, para 102). Told by number, without its name: a broker may be a natural person.</summary>
public sealed record BrokerRegistered
{
    /// <summary>The registering State (alpha-3).</summary>
    public required string State { get; init; }

    /// <summary>The broker's number in that State's register.</summary>
    public required string Number { get; init; }

    /// <summary>One of <see cref="BrokerStandings"/>.</summary>
    public required string Standing { get; init; }

    /// <summary>The day from which the standing holds.</summary>
    public DateOnly? Effective { get; init; }

    /// <summary>The last day on which the registration holds, where it ends.</summary>
    public DateOnly? ValidUntil { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Grows with each change of this broker; what comes late with a lower one is dropped.</summary>
    public required long Version { get; init; }
}

/// <summary>A broker's standing with the State that registers it changed; complete as of <see cref="Version"/>.</summary>
public sealed record BrokerStandingChanged
{
    /// <summary>The registering State (alpha-3).</summary>
    public required string State { get; init; }

    /// <summary>The broker's number in that State's register.</summary>
    public required string Number { get; init; }

    /// <summary>One of <see cref="BrokerStandings"/>.</summary>
    public required string Standing { get; init; }

    /// <summary>The day from which the standing holds.</summary>
    public DateOnly? Effective { get; init; }

    /// <summary>The last day on which the registration holds, where it ends.</summary>
    public DateOnly? ValidUntil { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Grows with each change of this broker; what comes late with a lower one is dropped.</summary>
    public required long Version { get; init; }
}
