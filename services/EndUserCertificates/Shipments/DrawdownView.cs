using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A drawdown as the two States are shown it.</summary>
[Leveled]
internal sealed record DrawdownView
{
    [VisibleFrom(ReleaseLevel.Full)] public required Guid Id { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required Guid CertificateId { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required string CertificateReference { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required string CertificateNumber { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required string IssuingState { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required string DrawingState { get; init; }

    /// <summary><c>reserved</c>, <c>committed</c>, <c>delivered</c> when all of it is, <c>cancelled</c> or <c>expired</c>.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public required string Status { get; init; }

    [VisibleFrom(ReleaseLevel.Full)] public required IReadOnlyList<DrawnLineView> Lines { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? ShipmentReference { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public DateOnly? ExpectedDelivery { get; init; }

    /// <summary>The authority that drew; for its own State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? DrawnBy { get; init; }

    [VisibleFrom(ReleaseLevel.Full)] public required DateTimeOffset DrawnAt { get; init; }

    /// <summary>The instant from which a reservation no longer holds.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public DateTimeOffset? ReservedUntil { get; init; }

    [VisibleFrom(ReleaseLevel.Full)] public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>The last day (UTC) on which its delivery is confirmed in time.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public DateOnly? DeliveryDueOn { get; init; }

    [VisibleFrom(ReleaseLevel.Full)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was cancelled.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Reason { get; init; }

    [VisibleFrom(ReleaseLevel.Full)] public required int Version { get; init; }

    internal static DrawdownView Of(Drawdown drawdown, Principal reader) => new()
    {
        Id = drawdown.Id,
        CertificateId = drawdown.CertificateId,
        CertificateReference = drawdown.CertificateReference,
        CertificateNumber = drawdown.CertificateNumber,
        IssuingState = drawdown.IssuingState,
        DrawingState = drawdown.Originator,
        Status = drawdown.Status,
        Lines = [.. drawdown.Lines.Select(l => new DrawnLineView { Line = l.Line, Quantity = l.Quantity, Delivered = l.Delivered })],
        ShipmentReference = drawdown.ShipmentReference,
        ExpectedDelivery = drawdown.ExpectedDelivery,
        DrawnBy = reader.Member == drawdown.Originator ? drawdown.DrawnBy : null,
        DrawnAt = drawdown.DrawnAt,
        ReservedUntil = drawdown.ReservedUntil,
        CommittedAt = drawdown.CommittedAt,
        DeliveryDueOn = drawdown.DeliveryDueOn,
        EndedAt = drawdown.EndedAt,
        Reason = drawdown.Reason,
        Version = drawdown.Version,
    };
}

/// <summary>What is drawn of a line, and what of it is confirmed as delivered.</summary>
[Leveled]
internal sealed record DrawnLineView
{
    [VisibleFrom(ReleaseLevel.Full)] public required int Line { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required long Quantity { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required long Delivered { get; init; }
}
