using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Validation;

namespace Exchange.DiversionCases.Cases.Content;

/// <summary>A document that went with the arms, or was to make them look licit.</summary>
[Leveled]
internal sealed record Document
{
    /// <summary>What document it is.</summary>
    [RequiredField][Code("document_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }

    /// <summary>The number on it.</summary>
    [Text(100)][VisibleFrom(ReleaseLevel.Summary)] public string? Number { get; init; }

    /// <summary>The State that issued it, or is said to have; ISO 3166-1 alpha-3.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? IssuingState { get; init; }

    /// <summary>The authority that issued it, or is said to have.</summary>
    [Text(200)][VisibleFrom(ReleaseLevel.Summary)] public string? IssuingAuthority { get; init; }

    /// <summary>The date on it.</summary>
    [PastDay][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? IssuedOn { get; init; }

    /// <summary>Who signed it. A person: in full only.</summary>
    [Text(200)][VisibleFrom(ReleaseLevel.Full)] public string? Signatory { get; init; }

    /// <summary>SHA-256 of the document, hexadecimal.</summary>
    [Sha256][VisibleFrom(ReleaseLevel.Full)] public string? Hash { get; init; }
}

/// <summary>How arms came into the authorities' hands, and what tracing them gave (UNODC Illicit Arms Flows Questionnaire).</summary>
[Leveled]
internal sealed record Recovery
{
    /// <summary>Seized, found or surrendered.</summary>
    [RequiredField][Code("recovery_type")][VisibleFrom(ReleaseLevel.Summary)] public string? Type { get; init; }

    /// <summary>The offence for which they were seized.</summary>
    [Code("seizure_ground")][VisibleFrom(ReleaseLevel.Summary)] public string? Ground { get; init; }

    /// <summary>The criminal activity around it.</summary>
    [Code("criminal_context")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Contexts { get; init; }

    /// <summary>Weapons by type.</summary>
    [Most(50)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<WeaponCount>? Weapons { get; init; }

    /// <summary>Where the arms were sent from.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? DepartureCountry { get; init; }

    /// <summary>Through which countries they went.</summary>
    [Most(20)][Country][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? TransitCountries { get; init; }

    /// <summary>Where they were going.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? DestinationCountry { get; init; }

    /// <summary>What was seized with them, in words.</summary>
    [Text(500)][VisibleFrom(ReleaseLevel.Summary)] public string? CoSeizedGoods { get; init; }

    /// <summary>What tracing gave.</summary>
    [Code("trace_outcome")][VisibleFrom(ReleaseLevel.Summary)] public string? TraceOutcome { get; init; }

    /// <summary>The country where the arms left the licit sphere (SDG 16.4.2).</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? PointOfDiversion { get; init; }

    /// <summary>May be a person.</summary>
    [Text(200)][VisibleFrom(ReleaseLevel.Full)] public string? LastKnownLicitHolder { get; init; }
}

/// <summary>A count of recovered weapons of one type.</summary>
[Leveled]
internal sealed record WeaponCount
{
    /// <summary>The type.</summary>
    [RequiredField][Code("seized_weapon_type")][VisibleFrom(ReleaseLevel.Summary)] public string? Type { get; init; }

    /// <summary>How many, in pieces.</summary>
    [RequiredField][Between(1, 1_000_000_000)][VisibleFrom(ReleaseLevel.Summary)] public int? Quantity { get; init; }
}

/// <summary>A seizure by customs, non-nominal as in the WCO Customs Enforcement Network.</summary>
[Leveled]
internal sealed record Seizure
{
    /// <summary>The file of the authority: for those who may write to it about the case.</summary>
    [Text(100)][VisibleFrom(ReleaseLevel.Full)] public string? Number { get; init; }

    /// <summary>The day of the seizure.</summary>
    [PastDay][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? Date { get; init; }

    /// <summary>The customs office.</summary>
    [Text(200)][VisibleFrom(ReleaseLevel.Summary)] public string? Office { get; init; }

    /// <summary>At what kind of place.</summary>
    [Code("customs_location")][VisibleFrom(ReleaseLevel.Summary)] public string? LocationKind { get; init; }

    /// <summary>Which way the goods went.</summary>
    [Code("customs_direction")][VisibleFrom(ReleaseLevel.Summary)] public string? Direction { get; init; }

    /// <summary>The offence.</summary>
    [Code("offence")][VisibleFrom(ReleaseLevel.Summary)] public string? Offence { get; init; }

    /// <summary>SHA-256 of pictures, hexadecimal.</summary>
    [Most(50)][Sha256][VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<string>? PhotoHashes { get; init; }
}

/// <summary>A consignment by post (para 166).</summary>
[Leveled]
internal sealed record Postal
{
    /// <summary>Who carried it.</summary>
    [Code("postal_operator")][VisibleFrom(ReleaseLevel.Summary)] public string? Operator { get; init; }

    /// <summary>The class of the item.</summary>
    [Code("postal_item_class")][VisibleFrom(ReleaseLevel.Summary)] public string? ItemClass { get; init; }

    /// <summary>UPU S10, with its check digit. It leads to sender and addressee, who are persons.</summary>
    [Form(typeof(CheckDigits), nameof(CheckDigits.S10), Pattern = CheckDigits.S10Pattern)][VisibleFrom(ReleaseLevel.Full)] public string? Barcode { get; init; }

    /// <summary>What the customs declaration (CN22, CN23) says.</summary>
    [Text(500)][VisibleFrom(ReleaseLevel.Summary)] public string? Declaration { get; init; }

    /// <summary>Where it was posted.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? SenderCountry { get; init; }

    /// <summary>Where it was going.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? AddresseeCountry { get; init; }

    /// <summary>Whole arms, or parts that are put together.</summary>
    [Code("assembly")][VisibleFrom(ReleaseLevel.Summary)] public string? Assembly { get; init; }

    /// <summary>The office of exchange: UN/LOCODE of the mail centre.</summary>
    [Locode][VisibleFrom(ReleaseLevel.Summary)] public string? MailCentre { get; init; }

    /// <summary>Barcodes of parcels that belong together.</summary>
    [Most(100)][Form(typeof(CheckDigits), nameof(CheckDigits.S10), Pattern = CheckDigits.S10Pattern)][VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<string>? LinkedParcels { get; init; }
}

/// <summary>A transaction or a transfer of designs on the Internet (paras 81, 93). Never a design itself.</summary>
[Leveled]
internal sealed record Online
{
    /// <summary>Where on the Internet.</summary>
    [RequiredField][Code("online_channel")][VisibleFrom(ReleaseLevel.Summary)] public string? Channel { get; init; }

    /// <summary>How it was paid.</summary>
    [Code("payment_rail")][VisibleFrom(ReleaseLevel.Summary)] public string? PaymentRail { get; init; }

    /// <summary>The name under which the vendor appears. In full only.</summary>
    [Text(200)][VisibleFrom(ReleaseLevel.Full)] public string? VendorAlias { get; init; }

    /// <summary>SHA-256 of the listing, hexadecimal.</summary>
    [Sha256][VisibleFrom(ReleaseLevel.Full)] public string? ListingHash { get; init; }

    /// <summary>Format of a digital file (<c>stl</c>).</summary>
    [Form(typeof(CaseRules), nameof(CaseRules.FileFormatFault), Max = 12, Pattern = "^[a-z0-9]{1,12}$")][VisibleFrom(ReleaseLevel.Summary)] public string? FileFormat { get; init; }

    /// <summary>SHA-256 of a digital file, hexadecimal.</summary>
    [Sha256][VisibleFrom(ReleaseLevel.Full)] public string? FileHash { get; init; }
}

/// <summary>How the acquisition was paid for (para 104).</summary>
[Leveled]
internal sealed record Financing
{
    /// <summary>How it was paid.</summary>
    [RequiredField][Code("financing_method")][VisibleFrom(ReleaseLevel.Summary)] public string? Method { get; init; }

    /// <summary>ISO 4217.</summary>
    [Form(typeof(CaseRules), nameof(CaseRules.CurrencyFault), Max = 3, Pattern = "^[A-Z]{3}$")][VisibleFrom(ReleaseLevel.Summary)] public string? Currency { get; init; }

    /// <summary>About how much.</summary>
    [Code("amount_band")][VisibleFrom(ReleaseLevel.Summary)] public string? AmountBand { get; init; }

    /// <summary>Reference of the financial intelligence unit.</summary>
    [Text(100)][VisibleFrom(ReleaseLevel.Full)] public string? FiuReference { get; init; }
}

/// <summary>A prosecution (para 79), without the names of persons. One that is not publicly known is shown in full only.</summary>
[Leveled]
internal sealed record Prosecution : IVisibleFrom
{
    /// <summary>The offence.</summary>
    [RequiredField][Code("offence")][VisibleFrom(ReleaseLevel.Summary)] public string? Offence { get; init; }

    /// <summary>How far it is.</summary>
    [RequiredField][Code("prosecution_stage")][VisibleFrom(ReleaseLevel.Summary)] public string? Stage { get; init; }

    /// <summary>The country of the court.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? CourtCountry { get; init; }

    /// <summary>The day of that stage.</summary>
    [PastDay][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? Date { get; init; }

    /// <summary>The sentence. In full only.</summary>
    [Text(500)][VisibleFrom(ReleaseLevel.Full)] public string? Sanction { get; init; }

    /// <summary>Whether the arms were confiscated.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? Confiscation { get; init; }

    /// <summary>No appeal is possible any more.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? Final { get; init; }

    /// <summary>Whether the public may know of it. If not, it is shown in full only.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? PubliclyKnown { get; init; }

    ReleaseLevel IVisibleFrom.VisibleFrom => PubliclyKnown is true ? ReleaseLevel.Summary : ReleaseLevel.Full;
}
