using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A verification after shipment as the two States are shown it.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record ShipmentVerificationView
{
    /// <summary>The id of the verification.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id of the certificate.</summary>
    public required Guid CertificateId { get; init; }

    /// <summary>The State that issued the certificate.</summary>
    [Country] public required string IssuingState { get; init; }

    /// <summary>The State that verified, which had drawn on the certificate.</summary>
    public required string VerifyingState { get; init; }

    /// <summary>The day (UTC) of the verification.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Where it was made.</summary>
    public required string Place { get; init; }

    /// <summary>How many serial numbers were looked for.</summary>
    public required long SerialsSampled { get; init; }

    /// <summary>How many of them were found.</summary>
    public required long Found { get; init; }

    /// <summary>How many of them were missing.</summary>
    public required long Missing { get; init; }

    /// <summary>What follows from the counts.</summary>
    [Code("shipment_finding")] public required string Finding { get; init; }

    /// <summary>Remarks of the State that verified.</summary>
    public string? Remarks { get; init; }

    /// <summary>When it was recorded (UTC).</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The authority that recorded it; for its own State alone.</summary>
    public string? RecordedBy { get; init; }

    internal static ShipmentVerificationView Of(ShipmentVerification verification, Principal reader) => new()
    {
        Id = verification.Id,
        CertificateId = verification.CertificateId,
        IssuingState = verification.IssuingState,
        VerifyingState = verification.Originator,
        Date = verification.Date,
        Place = verification.Place,
        SerialsSampled = verification.SerialsSampled,
        Found = verification.Found,
        Missing = verification.Missing,
        Finding = verification.Finding,
        Remarks = verification.Remarks,
        RecordedAt = verification.RecordedAt,
        RecordedBy = reader.Member == verification.Originator ? verification.RecordedBy : null,
    };
}
