using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.DiversionCases.Cases;

/// <summary>A document that went with the arms, or was to make them look licit.</summary>
[Leveled]
public sealed record Document
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Number { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? IssuingState { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? IssuingAuthority { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? IssuedOn { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? Signatory { get; init; }

    /// <summary>SHA-256 of the document, hexadecimal.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Hash { get; init; }
}

/// <summary>How arms came into the authorities' hands, and what tracing them gave (UNODC Illicit Arms Flows Questionnaire).</summary>
[Leveled]
public sealed record Recovery
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Type { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Ground { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Contexts { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<WeaponCount>? Weapons { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? DepartureCountry { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? TransitCountries { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? DestinationCountry { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? CoSeizedGoods { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? TraceOutcome { get; init; }

    /// <summary>The country where the arms left the licit sphere (SDG 16.4.2).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? PointOfDiversion { get; init; }

    /// <summary>May be a person.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? LastKnownLicitHolder { get; init; }
}

/// <summary>A count of recovered weapons of one type.</summary>
[Leveled]
public sealed record WeaponCount
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Type { get; init; }

    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public int? Quantity { get; init; }
}

/// <summary>A seizure by customs, non-nominal as in the WCO Customs Enforcement Network.</summary>
[Leveled]
public sealed record Seizure
{
    /// <summary>The file of the authority: for those who may write to it about the case.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Number { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? Date { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Office { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? LocationKind { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Direction { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Offence { get; init; }

    /// <summary>SHA-256 of pictures, hexadecimal.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<string>? PhotoHashes { get; init; }
}

/// <summary>A consignment by post (para 166).</summary>
[Leveled]
public sealed record Postal
{
    [VisibleFrom(ReleaseLevel.Summary)] public string? Operator { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? ItemClass { get; init; }

    /// <summary>UPU S10, with its check digit. It leads to sender and addressee, who are persons.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Barcode { get; init; }

    /// <summary>What the customs declaration (CN22, CN23) says.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Declaration { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? SenderCountry { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? AddresseeCountry { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Assembly { get; init; }

    /// <summary>The office of exchange: UN/LOCODE of the mail centre.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? MailCentre { get; init; }

    /// <summary>Barcodes of parcels that belong together.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<string>? LinkedParcels { get; init; }
}

/// <summary>A transaction or a transfer of designs on the Internet (paras 81, 93). Never a design itself.</summary>
[Leveled]
public sealed record Online
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Channel { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? PaymentRail { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? VendorAlias { get; init; }

    /// <summary>SHA-256 of the listing, hexadecimal.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? ListingHash { get; init; }

    /// <summary>Format of a digital file (<c>stl</c>).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? FileFormat { get; init; }

    /// <summary>SHA-256 of a digital file, hexadecimal.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? FileHash { get; init; }
}

/// <summary>How the acquisition was paid for (para 104).</summary>
[Leveled]
public sealed record Financing
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Method { get; init; }

    /// <summary>ISO 4217.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Currency { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? AmountBand { get; init; }

    /// <summary>Reference of the financial intelligence unit.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? FiuReference { get; init; }
}

/// <summary>A prosecution (para 79), without the names of persons. One that is not publicly known is shown in full only.</summary>
[Leveled]
public sealed record Prosecution : IVisibleFrom
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Offence { get; init; }

    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Stage { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? CourtCountry { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? Date { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? Sanction { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public bool? Confiscation { get; init; }

    /// <summary>No appeal is possible any more.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? Final { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public bool? PubliclyKnown { get; init; }

    ReleaseLevel IVisibleFrom.VisibleFrom => PubliclyKnown is true ? ReleaseLevel.Summary : ReleaseLevel.Full;
}
