using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>
/// The importing State's confirmation that goods of a drawdown arrived (outcome document, paras 48, 103). It is that State's record and is
/// shown to the State that drew. It is never changed: one that was wrong is withdrawn, stays in view as such, and another is given.
/// </summary>
internal sealed class Delivery : IOfCertificate
{
    private Delivery()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>The importing State, which issued the certificate.</summary>
    public string Originator { get; private init; } = null!;

    public Guid CertificateId { get; private init; }
    public Guid DrawdownId { get; private init; }
    public string DrawingState { get; private init; } = null!;
    public IReadOnlyList<ArrivedLine> Lines { get; private init; } = [];
    public DateOnly DeliveredOn { get; private init; }
    public string? Place { get; private init; }

    /// <summary>The number of the delivery verification certificate that the State gave for it.</summary>
    public string? DeliveryVerificationNumber { get; private init; }

    public DateTimeOffset ConfirmedAt { get; private init; }

    /// <summary>The authority that confirmed.</summary>
    public string? ConfirmedBy { get; private init; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>The authority that withdrew it.</summary>
    public string? WithdrawnBy { get; private set; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawalReason { get; private set; }

    /// <summary>1 as confirmed, 2 once withdrawn.</summary>
    public int Version => WithdrawnAt is null ? 1 : 2;

    public static Delivery Confirm(
        Principal caller, Drawdown drawdown, IReadOnlyList<DrawnLine> arrived, DateOnly deliveredOn, string? place, string? verificationNumber, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            Originator = caller.Member,
            CertificateId = drawdown.CertificateId,
            DrawdownId = drawdown.Id,
            DrawingState = drawdown.Originator,
            Lines = [.. arrived.Select(l => new ArrivedLine(l.Line, l.Quantity))],
            DeliveredOn = deliveredOn,
            Place = place,
            DeliveryVerificationNumber = verificationNumber,
            ConfirmedAt = now,
            ConfirmedBy = caller.Authority,
        };

    /// <summary>Says that it was wrong; false when that was said already.</summary>
    public bool TryWithdraw(Principal caller, string reason, DateTimeOffset now)
    {
        if (WithdrawnAt is not null) return false;
        (WithdrawnAt, WithdrawnBy, WithdrawalReason) = (now, caller.Authority, reason);
        return true;
    }

    /// <summary>Who sees it: its own State, and the drawing State; both whole.</summary>
    public IEnumerable<Grant<Delivery>> Readers() => Grants.Of<Delivery>(Id, Originator, [new Release { To = [DrawingState], Level = ReleaseLevel.Full }]);
}

/// <summary>How much of a line arrived.</summary>
internal sealed record ArrivedLine(int Line, long Quantity);
