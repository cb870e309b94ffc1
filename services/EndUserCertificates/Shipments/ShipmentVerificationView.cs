using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A verification after shipment as the two States are shown it.</summary>
[Leveled]
internal sealed record ShipmentVerificationView
{
    [VisibleFrom(ReleaseLevel.Full)] public required Guid Id { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required Guid CertificateId { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required string IssuingState { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required string VerifyingState { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required DateOnly Date { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required string Place { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required long SerialsSampled { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required long Found { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required long Missing { get; init; }

    /// <summary><see cref="CodeLists.ShipmentFinding"/>.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public required string Finding { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? Remarks { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The authority that recorded it; for its own State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? RecordedBy { get; init; }

    /// <summary>As JSON, at the level.</summary>
    internal static byte[] Show(ShipmentVerification verification, ReleaseLevel level, Principal reader) => LevelJson.Serialize(new ShipmentVerificationView
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
    }, level);
}
