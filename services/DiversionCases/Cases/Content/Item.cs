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
    [RequiredField][Code("item_category")][VisibleFrom(ReleaseLevel.Summary)] public string? Category { get; init; }

    [RequiredField][Between(0.001, 1_000_000_000)][VisibleFrom(ReleaseLevel.Summary)] public decimal? Quantity { get; init; }

    /// <summary>Pieces where none is named.</summary>
    [Code("quantity_unit")][VisibleFrom(ReleaseLevel.Summary)] public string? Unit { get; init; }
    [Text(200)][VisibleFrom(ReleaseLevel.Summary)] public string? Make { get; init; }
    [Text(200)][VisibleFrom(ReleaseLevel.Summary)] public string? Model { get; init; }
    [Text(50)][VisibleFrom(ReleaseLevel.Summary)] public string? Calibre { get; init; }
    [Code("firearm_action")][VisibleFrom(ReleaseLevel.Summary)] public string? Action { get; init; }

    /// <summary>Code of the Harmonized System's chapter 93, four to ten digits.</summary>
    [Form(typeof(CaseRules), nameof(CaseRules.HsCodeFault), Max = 10, Pattern = "^93[0-9]{2}([0-9]{2}){0,3}$")][VisibleFrom(ReleaseLevel.Summary)] public string? HsCode { get; init; }
    [Code("marking_status")][VisibleFrom(ReleaseLevel.Summary)] public string? MarkingStatus { get; init; }

    /// <summary>By what obliterated marks were made readable.</summary>
    [Code("mark_recovery_method")][VisibleFrom(ReleaseLevel.Summary)] public string? MarkRecoveryMethod { get; init; }
    [Code("origin_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? OriginKind { get; init; }

    /// <summary>Para 91.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? Polymer { get; init; }

    /// <summary>Para 91.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? Modular { get; init; }

    /// <summary>As what it was, or can be, reported to INTERPOL iARMS.</summary>
    [Code("firearm_report")][VisibleFrom(ReleaseLevel.Summary)] public string? FirearmReport { get; init; }
    [Text(2000, Lines = true)][VisibleFrom(ReleaseLevel.Summary)] public string? Description { get; init; }
    [Most(5_000)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Mark>? Marks { get; init; }
}

/// <summary>A mark on a weapon (International Tracing Instrument, para 8), as it was read.</summary>
[Leveled]
internal sealed record Mark
{
    [RequiredField][Code("mark_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }
    [Text(WeaponMark.MaxManufacturerLength)][VisibleFrom(ReleaseLevel.Summary)] public string? Manufacturer { get; init; }
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? Country { get; init; }

    /// <summary>Required in a manufacture mark that can be read; <c>?</c> stands for a character that cannot.</summary>
    [Form(typeof(MarkKey), nameof(MarkKey.Fault), Max = MarkKey.MaxLength)][VisibleFrom(ReleaseLevel.Summary)] public string? Serial { get; init; }

    /// <summary>All that stands there, symbols described.</summary>
    [Text(500)][VisibleFrom(ReleaseLevel.Summary)] public string? Text { get; init; }
    [Between(1800, 9999)][VisibleFrom(ReleaseLevel.Summary)] public int? Year { get; init; }
    [Text(200)][VisibleFrom(ReleaseLevel.Summary)] public string? Model { get; init; }
    [Text(50)][VisibleFrom(ReleaseLevel.Summary)] public string? Calibre { get; init; }
    [Code("mark_location")][VisibleFrom(ReleaseLevel.Summary)] public string? Location { get; init; }
    [Code("mark_method")][VisibleFrom(ReleaseLevel.Summary)] public string? Method { get; init; }
    [Code("mark_legibility")][VisibleFrom(ReleaseLevel.Summary)] public string? Legibility { get; init; }

    /// <summary>SHA-256 of a picture, hexadecimal.</summary>
    [Sha256][VisibleFrom(ReleaseLevel.Full)] public string? ImageHash { get; init; }
}
