using System.Text.Json.Serialization;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Where a drawdown stands.</summary>
internal static class DrawdownStatus
{
    /// <summary>The quantities are held for the drawing State, until a day.</summary>
    public const string Reserved = "reserved";

    /// <summary>They are used up: the goods leave, and their delivery is to be confirmed.</summary>
    public const string Committed = "committed";

    /// <summary>All of it is confirmed as delivered.</summary>
    public const string Delivered = "delivered";

    /// <summary>The drawing State gave the quantities back.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The reservation ended by itself, and gave the quantities back.</summary>
    public const string Expired = "expired";

    /// <summary>Every status.</summary>
    public static IReadOnlyList<string> All { get; } = [Reserved, Committed, Delivered, Cancelled, Expired];
}

/// <summary>What is drawn of a line, and what of it is confirmed as delivered; in the line's own unit.</summary>
internal sealed record DrawnLine(int Line, long Quantity, long Delivered = 0)
{
    [JsonIgnore]
    public long Undelivered => Quantity - Delivered;
}

/// <summary>
/// Quantities that an exporting State takes of a certificate's lines: held first, then used. It is the drawing State's record, and the
/// issuing State sees it; other exporting States see only what is left of the lines.
/// </summary>
internal sealed class Drawdown : IOfCertificate
{
    private Drawdown()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>The drawing State.</summary>
    public string Originator { get; private init; } = null!;

    public Guid CertificateId { get; private init; }
    public string CertificateReference { get; private init; } = null!;
    public string CertificateNumber { get; private init; } = null!;

    /// <summary>The certificate's State, which imports.</summary>
    public string IssuingState { get; private init; } = null!;

    /// <summary>
    /// The certificate, while this drawdown stands and the certificate serves one shipment only. It is unique: that is what keeps a second
    /// shipment away.
    /// </summary>
    public Guid? SoleUseOf { get; private set; }

    public string Status { get; private set; } = DrawdownStatus.Reserved;

    /// <summary>In the order of the lines, by which they are locked.</summary>
    public IReadOnlyList<DrawnLine> Lines { get; private set; } = [];

    public string? ShipmentReference { get; private init; }

    /// <summary>The day (UTC) by which the drawing State expects the goods to arrive.</summary>
    public DateOnly? ExpectedDelivery { get; private init; }

    /// <summary>The authority that drew.</summary>
    public string? DrawnBy { get; private init; }

    public DateTimeOffset DrawnAt { get; private init; }

    /// <summary>The instant from which a reservation no longer holds.</summary>
    public DateTimeOffset? ReservedUntil { get; private set; }

    public DateTimeOffset? CommittedAt { get; private set; }

    /// <summary>The last day (UTC) on which the delivery is confirmed in time.</summary>
    public DateOnly? DeliveryDueOn { get; private set; }

    /// <summary>When it was given back.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>Holds the quantities for the caller's State until <paramref name="until"/>.</summary>
    public static Drawdown Reserve(
        Principal caller, Certificate certificate, IReadOnlyList<DrawnLine> lines, string? shipmentReference, DateOnly? expectedDelivery, DateTimeOffset until, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            Originator = caller.Member,
            CertificateId = certificate.Id,
            CertificateReference = certificate.Reference,
            CertificateNumber = certificate.Number,
            IssuingState = certificate.Originator,
            SoleUseOf = certificate.SingleUse ? certificate.Id : null,
            Lines = [.. lines.OrderBy(l => l.Line)],
            ShipmentReference = shipmentReference,
            ExpectedDelivery = expectedDelivery,
            DrawnBy = caller.Authority,
            DrawnAt = now,
            ReservedUntil = until,
        };

    /// <summary>Who sees it: its own State, and the issuing State; both whole.</summary>
    public IEnumerable<Grant<Drawdown>> Readers() => Grants.Of<Drawdown>(Id, Originator, [new Release { To = [IssuingState], Level = ReleaseLevel.Full }]);

    /// <summary>Uses up what is reserved; false when nothing is, any more.</summary>
    /// <param name="patience">How long a delivery without an expected day may take.</param>
    public bool TryCommit(TimeSpan patience, DateTimeOffset now)
    {
        if (Status != DrawdownStatus.Reserved || IsOver(now)) return false;
        (Status, CommittedAt, ReservedUntil) = (DrawdownStatus.Committed, now, null);
        DeliveryDueOn = ExpectedDelivery ?? DateOnly.FromDateTime((now + patience).UtcDateTime);
        Version++;
        return true;
    }

    /// <summary>Gives everything back, used or only reserved; false when there is nothing to give back, or some of it was delivered.</summary>
    public bool TryCancel(string reason, DateTimeOffset now)
    {
        if (Status is not (DrawdownStatus.Reserved or DrawdownStatus.Committed) || Lines.Any(l => l.Delivered > 0)) return false;
        Reason = reason;
        End(DrawdownStatus.Cancelled, now);
        return true;
    }

    /// <summary>Ends a reservation whose time is over; false when it is not, or is none.</summary>
    public bool TryExpire(DateTimeOffset now)
    {
        if (Status != DrawdownStatus.Reserved || !IsOver(now)) return false;
        End(DrawdownStatus.Expired, now);
        return true;
    }

    /// <summary>Records delivered quantities. Returns the first line with too little in transit, or null if all could be recorded.</summary>
    /// <remarks>If there is such a line, nothing is recorded.</remarks>
    public DrawnLine? Deliver(IReadOnlyList<DrawnLine> arrived)
    {
        var quantities = arrived.ToDictionary(l => l.Line, l => l.Quantity);
        if (Lines.FirstOrDefault(l => quantities.GetValueOrDefault(l.Line) > l.Undelivered) is { } lacking) return lacking;
        Lines = [.. Lines.Select(l => l with { Delivered = l.Delivered + quantities.GetValueOrDefault(l.Line) })];
        if (Lines.All(l => l.Undelivered == 0)) Status = DrawdownStatus.Delivered;
        Version++;
        return null;
    }

    /// <summary>Puts the quantities of a wrong confirmation back in transit.</summary>
    public void TakeBack(Delivery wrong)
    {
        var quantities = wrong.Lines.ToDictionary(l => l.Line, l => l.Quantity);
        Lines = [.. Lines.Select(l => l with { Delivered = l.Delivered - quantities.GetValueOrDefault(l.Line) })];
        Status = DrawdownStatus.Committed;
        Version++;
    }

    private bool IsOver(DateTimeOffset now) => ReservedUntil <= now;

    private void End(string status, DateTimeOffset now)
    {
        (Status, EndedAt, ReservedUntil, SoleUseOf, DeliveryDueOn) = (status, now, null, null, null);
        Version++;
    }
}
