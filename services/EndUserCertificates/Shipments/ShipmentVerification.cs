using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Certificates;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>
/// What the State that drew found when it looked, after the shipment, whether the goods are where they were to be (outcome document,
/// para 48): counts, and no serial number. The issuing State sees it.
/// </summary>
internal sealed class ShipmentVerification : IOfCertificate
{
    private ShipmentVerification()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>The State that verified, which had drawn.</summary>
    public string Originator { get; private init; } = null!;

    public Guid CertificateId { get; private init; }
    public string IssuingState { get; private init; } = null!;
    public DateOnly Date { get; private init; }
    public string Place { get; private init; } = null!;

    /// <summary>How many serial numbers were looked for.</summary>
    public long SerialsSampled { get; private init; }
    public long Found { get; private init; }
    public long Missing { get; private init; }

    /// <summary><see cref="CodeLists.ShipmentFinding"/>.</summary>
    public string Finding { get; private init; } = null!;
    public string? Remarks { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>The authority that recorded it.</summary>
    public string? RecordedBy { get; private init; }

    /// <summary>Of a request that passed every check.</summary>
    public static ShipmentVerification Record(Principal caller, Certificate certificate, RecordShipmentVerification.Request request, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Originator = caller.Member,
        CertificateId = certificate.Id,
        IssuingState = certificate.Originator,
        Date = request.Date!.Value,
        Place = request.Place!,
        SerialsSampled = (long)request.SerialsSampled!.Value,
        Found = (long)request.Found!.Value,
        Missing = (long)request.Missing!.Value,
        Finding = request.Finding!,
        Remarks = request.Remarks,
        RecordedAt = now,
        RecordedBy = caller.Authority,
    };

    /// <summary>Who sees it: its own State, and the issuing State; both whole.</summary>
    public IEnumerable<Grant<ShipmentVerification>> Readers() => Grants.Of<ShipmentVerification>(Id, Originator, [new Release { To = [IssuingState], Level = ReleaseLevel.Full }]);
}
