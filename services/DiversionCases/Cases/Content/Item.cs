using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.DiversionCases.Cases;

/// <summary>Arms of one kind that the case is about.</summary>
[Leveled]
public sealed record Item
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Category { get; init; }

    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public decimal? Quantity { get; init; }

    /// <summary>Pieces where none is named.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Unit { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Make { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Model { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Calibre { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Action { get; init; }

    /// <summary>Code of the Harmonized System's chapter 93, four to ten digits.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? HsCode { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? MarkingStatus { get; init; }

    /// <summary>By what obliterated marks were made readable.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? MarkRecoveryMethod { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? OriginKind { get; init; }

    /// <summary>Para 91.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? Polymer { get; init; }

    /// <summary>Para 91.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? Modular { get; init; }

    /// <summary>As what it was, or can be, reported to INTERPOL iARMS.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? FirearmReport { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Description { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Mark>? Marks { get; init; }
}

/// <summary>A mark on a weapon (International Tracing Instrument, para 8), as it was read.</summary>
[Leveled]
public sealed record Mark
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Manufacturer { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Country { get; init; }

    /// <summary>Mandatory in a manufacture mark that can be read; <c>?</c> stands for a character that cannot.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Serial { get; init; }

    /// <summary>All that stands there, symbols described.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Text { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public int? Year { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Model { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Calibre { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Location { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Method { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Legibility { get; init; }

    /// <summary>SHA-256 of a picture, hexadecimal.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? ImageHash { get; init; }
}
