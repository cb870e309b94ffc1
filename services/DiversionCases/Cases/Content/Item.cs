using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.DiversionCases.Marks;
using Exchange.Hosting.Validation;

namespace Exchange.DiversionCases.Cases.Content;

/// <summary>Arms of one kind that the case is about.</summary>
[Leveled]
internal sealed record Item
{
    /// <summary>What kind of arms.</summary>
    [RequiredField][Code("item_category")][VisibleFrom(ReleaseLevel.Summary)] public string? Category { get; init; }

    /// <summary>How many or how much, in the unit; pieces and rounds are whole.</summary>
    [RequiredField][Between(0.001, 1_000_000_000)][VisibleFrom(ReleaseLevel.Summary)] public decimal? Quantity { get; init; }

    /// <summary>Pieces where none is named.</summary>
    [Code("quantity_unit")][VisibleFrom(ReleaseLevel.Summary)] public string? Unit { get; init; }

    /// <summary>The maker's name, as it was read or is known.</summary>
    [Text(200)][VisibleFrom(ReleaseLevel.Summary)] public string? Make { get; init; }

    /// <summary>The model.</summary>
    [Text(200)][VisibleFrom(ReleaseLevel.Summary)] public string? Model { get; init; }

    /// <summary>The calibre, as it is marked: <c>7.62x39 mm</c>.</summary>
    [Text(50)][VisibleFrom(ReleaseLevel.Summary)] public string? Calibre { get; init; }

    /// <summary>How the firearm works.</summary>
    [Code("firearm_action")][VisibleFrom(ReleaseLevel.Summary)] public string? Action { get; init; }

    /// <summary>Code of the Harmonized System's chapter 93, four to ten digits.</summary>
    [Form(typeof(CaseRules), nameof(CaseRules.HsCodeFault), Max = 10, Pattern = "^93[0-9]{2}([0-9]{2}){0,3}$")][VisibleFrom(ReleaseLevel.Summary)] public string? HsCode { get; init; }

    /// <summary>Whether marks are there and can be read.</summary>
    [Code("marking_status")][VisibleFrom(ReleaseLevel.Summary)] public string? MarkingStatus { get; init; }

    /// <summary>By what obliterated marks were made readable.</summary>
    [Code("mark_recovery_method")][VisibleFrom(ReleaseLevel.Summary)] public string? MarkRecoveryMethod { get; init; }

    /// <summary>How the arms came to be: made by a factory, by craft, printed, converted.</summary>
    [Code("origin_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? OriginKind { get; init; }

    /// <summary>Whether its frame is of polymer, on which marks do not last (para 91).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? Polymer { get; init; }

    /// <summary>Whether its parts can be exchanged, so that one weapon has the marks of several (para 91).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? Modular { get; init; }

    /// <summary>As what it was, or can be, reported to INTERPOL iARMS.</summary>
    [Code("firearm_report")][VisibleFrom(ReleaseLevel.Summary)] public string? FirearmReport { get; init; }

    /// <summary>Anything else that helps to recognize them.</summary>
    [Text(2000, Lines = true)][VisibleFrom(ReleaseLevel.Summary)] public string? Description { get; init; }

    /// <summary>The marks that were read.</summary>
    [Most(5_000)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Mark>? Marks { get; init; }
}

/// <summary>A mark on a weapon (International Tracing Instrument, para 8), as it was read.</summary>
[Leveled]
internal sealed record Mark
{
    /// <summary>What the mark says: made, imported, repaired, …</summary>
    [RequiredField][Code("mark_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }

    /// <summary>The maker, in words.</summary>
    [Text(WeaponMark.MaxManufacturerLength)][VisibleFrom(ReleaseLevel.Summary)] public string? Manufacturer { get; init; }

    /// <summary>The country that the mark names; ISO 3166-1 alpha-3.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? Country { get; init; }

    /// <summary>Required in a manufacture mark that can be read; <c>?</c> stands for a character that cannot.</summary>
    [Form(typeof(MarkKey), nameof(MarkKey.Fault), Max = MarkKey.MaxLength)][VisibleFrom(ReleaseLevel.Summary)] public string? Serial { get; init; }

    /// <summary>All that stands there, symbols described.</summary>
    [Text(500)][VisibleFrom(ReleaseLevel.Summary)] public string? Text { get; init; }

    /// <summary>The year that the mark names.</summary>
    [Between(1800, 9999)][VisibleFrom(ReleaseLevel.Summary)] public int? Year { get; init; }

    /// <summary>The model that the mark names.</summary>
    [Text(200)][VisibleFrom(ReleaseLevel.Summary)] public string? Model { get; init; }

    /// <summary>The calibre that the mark names.</summary>
    [Text(50)][VisibleFrom(ReleaseLevel.Summary)] public string? Calibre { get; init; }

    /// <summary>Where on the weapon.</summary>
    [Code("mark_location")][VisibleFrom(ReleaseLevel.Summary)] public string? Location { get; init; }

    /// <summary>How it was made.</summary>
    [Code("mark_method")][VisibleFrom(ReleaseLevel.Summary)] public string? Method { get; init; }

    /// <summary>How well it can be read.</summary>
    [Code("mark_legibility")][VisibleFrom(ReleaseLevel.Summary)] public string? Legibility { get; init; }

    /// <summary>SHA-256 of a picture, hexadecimal.</summary>
    [Sha256][VisibleFrom(ReleaseLevel.Full)] public string? ImageHash { get; init; }
}
