using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A confirmed delivery as the two States are shown it.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record DeliveryView
{
    /// <summary>The id of the confirmation.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id of the certificate.</summary>
    public required Guid CertificateId { get; init; }

    /// <summary>The id of the drawdown that the goods were drawn with.</summary>
    public required Guid DrawdownId { get; init; }

    /// <summary>The State that confirmed, which issued the certificate.</summary>
    [Country] public required string ImportingState { get; init; }

    /// <summary>The State that drew and exported the goods.</summary>
    public required string DrawingState { get; init; }

    /// <summary>What arrived, by line.</summary>
    public required IReadOnlyList<ArrivedLineView> Lines { get; init; }

    /// <summary>The day (UTC) of arrival.</summary>
    public required DateOnly DeliveredOn { get; init; }

    /// <summary>Where the goods arrived.</summary>
    public string? Place { get; init; }

    /// <summary>The number of the delivery verification certificate, where one was given.</summary>
    public string? DeliveryVerificationNumber { get; init; }

    /// <summary>When it was confirmed (UTC).</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>The authority that confirmed; for its own State alone.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>When the importing State withdrew it (UTC): from then on it does not count.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>The authority that withdrew it; for its own State alone.</summary>
    public string? WithdrawnBy { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawalReason { get; init; }

    internal static DeliveryView Of(Delivery delivery, Principal reader) => new()
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
    };
}

/// <summary>How much of a line arrived.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record ArrivedLineView
{
    /// <summary>The number of the line.</summary>
    public required int Line { get; init; }

    /// <summary>How much of it arrived, in the unit of the line.</summary>
    public required long Quantity { get; init; }
}
