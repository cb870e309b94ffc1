using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A drawdown as the two States are shown it.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record DrawdownView
{
    /// <summary>The id of the drawdown.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id of the certificate that is drawn on.</summary>
    public required Guid CertificateId { get; init; }

    /// <summary>What people call that certificate.</summary>
    [Reference] public required string CertificateReference { get; init; }

    /// <summary>That certificate's number.</summary>
    public required string CertificateNumber { get; init; }

    /// <summary>The State that issued that certificate and imports the goods.</summary>
    [Country] public required string IssuingState { get; init; }

    /// <summary>The State that drew and exports the goods.</summary>
    public required string DrawingState { get; init; }

    /// <summary>Where it stands: <c>delivered</c> once all of it is confirmed as delivered.</summary>
    [OneOf(typeof(DrawdownStatus), nameof(DrawdownStatus.All))] public required string Status { get; init; }

    /// <summary>The quantities by line.</summary>
    public required IReadOnlyList<DrawnLineView> Lines { get; init; }

    /// <summary>The drawing State's own reference of the shipment or licence.</summary>
    public string? ShipmentReference { get; init; }

    /// <summary>The day (UTC) by which the goods should arrive.</summary>
    public DateOnly? ExpectedDelivery { get; init; }

    /// <summary>The authority that drew; for its own State alone.</summary>
    public string? DrawnBy { get; init; }

    /// <summary>When it was drawn (UTC).</summary>
    public required DateTimeOffset DrawnAt { get; init; }

    /// <summary>The instant (UTC) from which a reservation no longer holds; absent once it is committed or over.</summary>
    public DateTimeOffset? ReservedUntil { get; init; }

    /// <summary>When it was committed (UTC).</summary>
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>The last day (UTC) on which its delivery is confirmed in time.</summary>
    public DateOnly? DeliveryDueOn { get; init; }

    /// <summary>When it was cancelled or expired (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>1 as drawn, one more with each change.</summary>
    public required int Version { get; init; }

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
[Leveled(ReleaseLevel.Full)]
internal sealed record DrawnLineView
{
    /// <summary>The number of the line.</summary>
    public required int Line { get; init; }

    /// <summary>What was drawn, in the unit of the line.</summary>
    public required long Quantity { get; init; }

    /// <summary>The part of it that is confirmed as delivered.</summary>
    public required long Delivered { get; init; }
}
