using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A confirmed delivery as the two States are shown it.</summary>
[Leveled]
internal sealed record DeliveryView
{
    [VisibleFrom(ReleaseLevel.Full)] public required Guid Id { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required Guid CertificateId { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required Guid DrawdownId { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required string ImportingState { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required string DrawingState { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required IReadOnlyList<ArrivedLineView> Lines { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required DateOnly DeliveredOn { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? Place { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? DeliveryVerificationNumber { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>The authority that confirmed; for its own State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? ConfirmedBy { get; init; }

    /// <summary>When the importing State said that it was wrong: then it counts no more.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>The authority that withdrew it; for its own State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? WithdrawnBy { get; init; }

    [VisibleFrom(ReleaseLevel.Full)] public string? WithdrawalReason { get; init; }

    /// <summary>As JSON, at the level.</summary>
    internal static byte[] Show(Delivery delivery, ReleaseLevel level, Principal reader) => LevelJson.Serialize(new DeliveryView
    {
        Id = delivery.Id,
        CertificateId = delivery.CertificateId,
        DrawdownId = delivery.DrawdownId,
        ImportingState = delivery.Originator,
        DrawingState = delivery.DrawingState,
        Lines = [.. delivery.Lines.Select(l => new ArrivedLineView { Line = l.Line, Quantity = l.Quantity })],
        DeliveredOn = delivery.DeliveredOn,
        Place = delivery.Place,
        DeliveryVerificationNumber = delivery.DeliveryVerificationNumber,
        ConfirmedAt = delivery.ConfirmedAt,
        ConfirmedBy = reader.Member == delivery.Originator ? delivery.ConfirmedBy : null,
        WithdrawnAt = delivery.WithdrawnAt,
        WithdrawnBy = reader.Member == delivery.Originator ? delivery.WithdrawnBy : null,
        WithdrawalReason = delivery.WithdrawalReason,
    }, level);
}

/// <summary>How much of a line arrived.</summary>
[Leveled]
internal sealed record ArrivedLineView
{
    [VisibleFrom(ReleaseLevel.Full)] public required int Line { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required long Quantity { get; init; }
}
