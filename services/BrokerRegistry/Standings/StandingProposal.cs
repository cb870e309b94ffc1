using Exchange.Access;

namespace Exchange.BrokerRegistry.Standings;

/// <summary>A standing that one officer or client of an authority proposes, and another one of the same authority confirms. Its State alone sees it.</summary>
internal sealed class StandingProposal : IOwned
{
    public required Guid Id { get; init; }
    public required Guid BrokerId { get; init; }
    public required string Originator { get; init; }
    public required string Standing { get; init; }
    public required string Reason { get; init; }
    public required DateOnly Effective { get; init; }

    /// <summary>The authority; the second of the two belongs to it.</summary>
    public required string? Authority { get; init; }

    /// <summary>The client or officer that proposes it.</summary>
    public required string ProposedBy { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>One of <see cref="ProposalStates"/>.</summary>
    public string State { get; private set; } = ProposalStates.Open;

    /// <summary>True, or null once it is decided.</summary>
    public bool? IsOpen { get; private set; } = true;
    public string? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Decides it, for good.</summary>
    public void Decide(string state, string by, DateTimeOffset now) => (State, IsOpen, DecidedBy, DecidedAt) = (state, null, by, now);
}

/// <summary>How far a proposal is.</summary>
internal static class ProposalStates
{
    public const string Open = "open";
    public const string Confirmed = "confirmed";
    public const string Rejected = "rejected";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Open, Confirmed, Rejected];
}

/// <summary>A proposal as its State sees it.</summary>
[Leveled(Contracts.ReleaseLevel.Full)]
internal sealed record ProposalView
{
    /// <summary>The id of the proposal.</summary>
    public required Guid Id { get; init; }

    /// <summary>The broker's entry.</summary>
    public required Guid BrokerId { get; init; }

    /// <summary>The standing that is proposed.</summary>
    public required string Standing { get; init; }

    /// <summary>The reason.</summary>
    public required string Reason { get; init; }

    /// <summary>The day (UTC) from which it holds.</summary>
    public required DateOnly Effective { get; init; }

    /// <summary>How far it is.</summary>
    [Hosting.Validation.OneOf(typeof(ProposalStates), nameof(ProposalStates.All))] public required string State { get; init; }

    /// <summary>The client or officer that proposes it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>The client or officer that decided it.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    internal static ProposalView Of(StandingProposal proposal) => new()
    {
        Id = proposal.Id,
        BrokerId = proposal.BrokerId,
        Standing = proposal.Standing,
        Reason = proposal.Reason,
        Effective = proposal.Effective,
        State = proposal.State,
        ProposedBy = proposal.ProposedBy,
        ProposedAt = proposal.ProposedAt,
        DecidedBy = proposal.DecidedBy,
        DecidedAt = proposal.DecidedAt,
    };
}
