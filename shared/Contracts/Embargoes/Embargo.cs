using System.Text.Json.Serialization;

namespace Exchange.Contracts.Embargoes;

/// <summary>
/// One arms embargo as the operator's data file tells it: dated, sourced, and reviewed by somebody, or marked as not reviewed. It is
/// advice for screening; what is forbidden is said by the legal basis alone.
/// </summary>
public sealed record Embargo
{
    /// <summary>Names the entry within its file: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Who decided it: one of <see cref="EmbargoCodes.Authorities"/>.</summary>
    public required string Authority { get; init; }

    /// <summary>What the regime is called, such as <c>Libya</c>.</summary>
    public required string Regime { get; init; }

    /// <summary>Whom or what it is against: one of <see cref="EmbargoCodes.TargetKinds"/>.</summary>
    public required string TargetKind { get; init; }

    /// <summary>Alpha-3. Absent only where listed persons are the target, wherever they are.</summary>
    public string? Territory { get; init; }

    /// <summary>The part of the territory that it is confined to, such as <c>Darfur</c>.</summary>
    public string? Area { get; init; }

    /// <summary>Groups and organizations that the regime names, with their other spellings; never natural persons.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What may be supplied nonetheless, a sentence each.</summary>
    public IReadOnlyList<string> Exemptions { get; init; } = [];

    /// <summary>Whether an exempt supply has to be notified to, or approved by, the authority's committee.</summary>
    public required bool NotificationRequired { get; init; }

    /// <summary>The resolutions or decisions.</summary>
    public required string LegalBasis { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The last day on which the entry may be relied on: it has to be looked at again, for it may have ended or changed.</summary>
    public required DateOnly ReviewDate { get; init; }

    /// <summary>Where the entry was taken from.</summary>
    public required string Source { get; init; }

    /// <summary>The authority that compared the entry with its source; null until one has.</summary>
    public string? VerifiedBy { get; init; }

    /// <summary>The day of that comparison; there whenever <see cref="VerifiedBy"/> is.</summary>
    public DateOnly? VerifiedAt { get; init; }

    /// <summary>What a reader should know besides.</summary>
    public string? Remark { get; init; }

    /// <summary>Nobody has compared it with its source yet.</summary>
    [JsonIgnore]
    public bool NeedsReview => VerifiedBy is null;

    /// <summary>Whether the entry has to be looked at again before anybody relies on it.</summary>
    public bool IsStale(DateOnly today) => today > ReviewDate;
}

/// <summary>The data that screening goes by, as a whole.</summary>
public sealed record EmbargoData
{
    /// <summary>Of this format.</summary>
    public const int CurrentVersion = 1;

    public required int Version { get; init; }
    public required DateOnly CompiledOn { get; init; }

    /// <summary>The last day on which the absence of an entry tells anything: an embargo may have been decided since.</summary>
    public required DateOnly ReviewDate { get; init; }

    /// <summary>Who compiled it, from what.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<Embargo> Embargoes { get; init; }

    /// <summary>At least one entry was compared with its source by nobody.</summary>
    [JsonIgnore]
    public bool NeedsReview => Embargoes.Any(embargo => embargo.NeedsReview);

    /// <summary>Whether the data as a whole has to be looked at again before anybody relies on what it does not hold.</summary>
    public bool IsStale(DateOnly today) => today > ReviewDate;
}

/// <summary>The codes of embargo data.</summary>
public static class EmbargoCodes
{
    /// <summary>The Security Council, and regional organizations, whose measures bind their own members only.</summary>
    public static IReadOnlyList<string> Authorities { get; } = ["UN", "EU", "OSCE", "ECOWAS"];

    public const string Territory = "territory";
    public const string Government = "government";
    public const string NonState = "non_state";
    public const string ListedPersons = "listed_persons";

    public static IReadOnlyList<string> TargetKinds { get; } = [Territory, Government, NonState, ListedPersons];
}
