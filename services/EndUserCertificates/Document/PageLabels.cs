using Exchange.Contracts.Vocabularies;

namespace Exchange.EndUserCertificates.Document;

/// <summary>
/// The words of the printable certificate in one language. Every one is required, so that no language can lack one; codes have
/// their words in the tables. The translations are working ones: what was signed is the codes.
/// </summary>
internal sealed partial record PageLabels
{
    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    public bool RightToLeft { get; init; }

    public required string IssuedBy { get; init; }
    public required string Number { get; init; }
    public required string Reference { get; init; }
    public required string IssuedOn { get; init; }
    public required string ValidFrom { get; init; }
    public required string ValidUntil { get; init; }
    public required string NoLastDay { get; init; }
    public required string Use { get; init; }
    public required string SingleUse { get; init; }
    public required string SeveralShipments { get; init; }
    public required string Parties { get; init; }
    public required string Exporter { get; init; }
    public required string EndUser { get; init; }
    public required string Consignee { get; init; }
    public required string Broker { get; init; }
    public required string FinalDestination { get; init; }
    public required string EndUse { get; init; }
    public required string Contract { get; init; }
    public required string DeliveredOn { get; init; }
    public required string Regarding { get; init; }
    public required string Goods { get; init; }
    public required string Line { get; init; }
    public required string Category { get; init; }
    public required string Description { get; init; }
    public required string Make { get; init; }
    public required string Model { get; init; }
    public required string Calibre { get; init; }
    public required string Quantity { get; init; }
    public required string Unit { get; init; }
    public required string Assurances { get; init; }
    public required string NoAssurances { get; init; }
    public required string StateToConsult { get; init; }
    public required string Signatory { get; init; }
    public required string Name { get; init; }
    public required string Position { get; init; }
    public required string PlaceAndDate { get; init; }
    public required string Signature { get; init; }
    public required string Stamp { get; init; }
    public required string Verification { get; init; }

    /// <summary>That a print says nothing of the certificate's status, and how to learn of it.</summary>
    public required string VerifyStatus { get; init; }

    /// <summary>What the QR code is for.</summary>
    public required string ScanCode { get; init; }

    /// <summary>That the signed credential counts, and this page only shows it.</summary>
    public required string CredentialCounts { get; init; }
    public required string DocumentHash { get; init; }

    /// <summary>Above a print of a certificate that is not valid at that time; before the status itself.</summary>
    public required string WhenPrinted { get; init; }
    public required string Page { get; init; }

    /// <summary>By <see cref="CodeLists.CertificateType"/>.</summary>
    public required IReadOnlyDictionary<string, string> Types { get; init; }

    /// <summary>By <see cref="CodeLists.Assurance"/>.</summary>
    public required IReadOnlyDictionary<string, string> AssuranceTexts { get; init; }

    /// <summary>By <see cref="CodeLists.ItemCategory"/>.</summary>
    public required IReadOnlyDictionary<string, string> Categories { get; init; }

    /// <summary>By <see cref="CodeLists.QuantityUnit"/>.</summary>
    public required IReadOnlyDictionary<string, string> Units { get; init; }

    /// <summary>By <see cref="CodeLists.CertificateStatus"/>.</summary>
    public required IReadOnlyDictionary<string, string> Statuses { get; init; }

    /// <summary>The official languages of the United Nations.</summary>
    public static IReadOnlyList<PageLabels> All { get; } = [English, French, Spanish, Arabic, Russian, Chinese];

    /// <summary>The words of a code list in English, as the list has them.</summary>
    private static Dictionary<string, string> Words(CodeList list) => list.ToDictionary(code => code.Value, code => code.Label);
}
