using System.Globalization;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Validation;

namespace Exchange.DiversionCases.Cases.Content;

/// <summary>
/// A case of diversion as its originator tells it: what is posted, what is stored of each version, and what a reader is
/// shown of it at a level. All codes are those of <see cref="CodeLists"/>. Everything is optional here;
/// <see cref="CaseRules"/> says what is not.
/// </summary>
[Leveled]
internal record CaseContent
{
    /// <summary>How far the case stands.</summary>
    [RequiredField][Code("case_status")][VisibleFrom(ReleaseLevel.Summary)] public string? Status { get; init; }

    /// <summary>When it happened, as precisely as it is known.</summary>
    [RequiredField][VisibleFrom(ReleaseLevel.Summary)] public EventDate? EventDate { get; init; }

    /// <summary>At which stage of the life cycle (para 96).</summary>
    [RequiredField][Code("lifecycle_stage")][VisibleFrom(ReleaseLevel.Summary)] public string? LifecycleStage { get; init; }

    /// <summary>A stage within the stage.</summary>
    [Code("lifecycle_sub_stage")][VisibleFrom(ReleaseLevel.Summary)] public string? LifecycleSubStage { get; init; }

    /// <summary>How the arms were diverted.</summary>
    [Code("diversion_type")][VisibleFrom(ReleaseLevel.Summary)] public string? DiversionType { get; init; }

    /// <summary>Why the transfer or possession is illicit.</summary>
    [Code("illicit_ground")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? IllicitGrounds { get; init; }

    /// <summary>What the case tells about, in the terms of ATT article 11.5.</summary>
    [Code("information_topic")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>How it was detected. That an informant told of it is shown in full only.</summary>
    [Code("detection_method")][VisibleFrom(ReleaseLevel.Summary, FullOnly = ["informant"])] public string? DetectionMethod { get; init; }

    /// <summary>What happened, in a few sentences without persons' names. Recipients at the level <c>summary</c> read it.</summary>
    [Text(2000, Lines = true)][VisibleFrom(ReleaseLevel.Summary)] public string? Summary { get; init; }

    /// <summary>What happened, in detail. In full only.</summary>
    [Text(20000, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? Narrative { get; init; }

    /// <summary>Where it was detected.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public Location? Location { get; init; }

    /// <summary>The arms that the case is about, by kind.</summary>
    [Most(200)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Item>? Items { get; init; }

    /// <summary>Who had a part in it.</summary>
    [Most(100)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Actor>? Actors { get; init; }

    /// <summary>The legs that the arms travelled, in order and without a gap.</summary>
    [Most(50)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Leg>? Route { get; init; }

    /// <summary>The papers that went with the arms.</summary>
    [Most(50)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Document>? Documents { get; init; }

    /// <summary>How the arms came into the authorities' hands, and what tracing gave.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public Recovery? Recovery { get; init; }

    /// <summary>The seizure by customs.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public Seizure? Seizure { get; init; }

    /// <summary>The consignment by post.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public Postal? Postal { get; init; }

    /// <summary>The transaction on the Internet.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public Online? Online { get; init; }

    /// <summary>How the arms were paid for.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public Financing? Financing { get; init; }

    /// <summary>Prosecutions that followed.</summary>
    [Most(50)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Prosecution>? Prosecutions { get; init; }

    /// <summary>Numbers of persons affected.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public Disaggregation? Disaggregation { get; init; }

    /// <summary>How good the information is.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public Grading? Grading { get; init; }

    /// <summary>How readers are asked to handle the case.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public HandlingMarks? Handling { get; init; }

    /// <summary>References of related cases. In full only: a reference tells that its case exists.</summary>
    [Most(50)][Reference][VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<string>? RelatedCases { get; init; }

    /// <summary>The reference of a case that this one replaces.</summary>
    [Reference][VisibleFrom(ReleaseLevel.Full)] public string? Supersedes { get; init; }

    /// <summary>What the originator knows and does not tell, and why. The values themselves are not accepted.</summary>
    [Most(100)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Withheld>? Withheld { get; init; }

    /// <summary>As it is kept: without small counts of persons.</summary>
    internal CaseContent AsStored() => this with { Disaggregation = Disaggregation?.Suppressed() };
}

/// <summary>A date as precise as it is known: <c>2026</c>, <c>2026-03</c> or <c>2026-03-14</c>, UTC.</summary>
[Leveled]
internal sealed record EventDate
{
    /// <summary>The year, month or day: <c>2026</c>, <c>2026-03</c> or <c>2026-03-14</c>, in UTC and not in the future.</summary>
    [RequiredField][Text(10)][VisibleFrom(ReleaseLevel.Summary)] public string? Value { get; init; }

    /// <summary>What the value gives.</summary>
    [RequiredField][Code("date_precision")][VisibleFrom(ReleaseLevel.Summary)] public string? Precision { get; init; }

    /// <summary>Of a value alone: its form tells its precision.</summary>
    internal static EventDate? Parse(string? value) => value is null
        ? null
        : new EventDate { Value = value, Precision = value.Length switch { 4 => "year", 7 => "month", _ => "day" } };

    /// <summary>The first and the last day that are meant; null when the value is not of its precision.</summary>
    internal (DateOnly From, DateOnly Until)? Range()
    {
        var format = Precision switch { "year" => "yyyy", "month" => "yyyy-MM", _ => "yyyy-MM-dd" };
        if (!DateOnly.TryParseExact(Value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)) return null;
        return (from, Precision switch
        {
            "year" => new DateOnly(from.Year, 12, 31),
            "month" => new DateOnly(from.Year, from.Month, DateTime.DaysInMonth(from.Year, from.Month)),
            _ => from,
        });
    }
}

/// <summary>Where it was detected.</summary>
[Leveled]
internal sealed record Location
{
    /// <summary>ISO 3166-1 alpha-3.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? Country { get; init; }

    /// <summary>UN/LOCODE of the place.</summary>
    [Locode][VisibleFrom(ReleaseLevel.Summary)] public string? Unlocode { get; init; }

    /// <summary>Longitude and latitude, WGS 84 (RFC 7946).</summary>
    [Most(2)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<double>? Point { get; init; }

    /// <summary>The place in words.</summary>
    [Text(500)][VisibleFrom(ReleaseLevel.Summary)] public string? Description { get; init; }
}

/// <summary>How good the information is: the Admiralty scale. The grade of the source is shown in full only.</summary>
[Leveled]
internal sealed record Grading
{
    /// <summary>How reliable the source is. In full only.</summary>
    [Code("source_reliability")][VisibleFrom(ReleaseLevel.Full)] public string? Source { get; init; }

    /// <summary>How credible the information is.</summary>
    [Code("information_credibility")][VisibleFrom(ReleaseLevel.Summary)] public string? Information { get; init; }
}

/// <summary>How readers are asked to handle the case.</summary>
[Leveled]
internal sealed record HandlingMarks
{
    /// <summary>TLP 2.0; <c>amber</c> where none is named.</summary>
    [Code("tlp")][VisibleFrom(ReleaseLevel.Summary)] public string? Tlp { get; init; }

    /// <summary>What the case may be used for.</summary>
    [Code("purpose")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Purposes { get; init; }

    /// <summary>Paragraphs of the 2024 outcome document under which it is shared.</summary>
    [Most(50)][Between(1, 228)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<int>? Paragraphs { get; init; }
}

/// <summary>A field that the originator withholds, by its path (<c>narrative</c>, <c>items[0].make</c>), with the reason and whom to ask.</summary>
[Leveled]
internal sealed record Withheld : IVisibleFrom
{
    /// <summary>The path of the field: <c>narrative</c>, <c>items[0].make</c>.</summary>
    [RequiredField][Text(FieldPath.MaxLength)][VisibleFrom(ReleaseLevel.Summary)] public string? Field { get; init; }

    /// <summary>Why it is withheld.</summary>
    [RequiredField][Code("withheld_reason")][VisibleFrom(ReleaseLevel.Summary)] public string? Reason { get; init; }

    /// <summary>Whom to ask. In full only.</summary>
    [Text(200)][VisibleFrom(ReleaseLevel.Full)] public string? Contact { get; init; }

    /// <summary>That a field is withheld is told from the level on at which the field would be shown.</summary>
    ReleaseLevel IVisibleFrom.VisibleFrom => FieldPath.LevelOf(Field);
}
