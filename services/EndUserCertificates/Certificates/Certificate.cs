using Exchange.Access;
using Exchange.Contracts;
using Exchange.Credentials;
using Exchange.EndUserCertificates.StatusLists;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>
/// A certificate as its State issued it (outcome document, paras 48, 103). What it says never changes: a correction is a new
/// certificate that supersedes it. What changes is its status, and what has been drawn against its lines.
/// </summary>
internal sealed class Certificate : IReleasable
{
    private Certificate()
    {
    }

    public Guid Id { get; private init; }
    public string Reference { get; private init; } = null!;

    /// <summary>The issuing State.</summary>
    public string Originator { get; private init; } = null!;

    public string Type { get; private init; } = null!;
    public string Number { get; private init; } = null!;
    public DateOnly IssuedOn { get; private init; }
    public DateOnly ValidFrom { get; private init; }
    public DateOnly? ValidUntil { get; private init; }
    public bool SingleUse { get; private init; }
    public string ExporterState { get; private init; } = null!;
    public string FinalDestination { get; private init; } = null!;

    /// <summary>The <see cref="CertificateContent"/> as it was signed.</summary>
    public string Content { get; private init; } = null!;

    /// <summary>The credential: a compact JWS.</summary>
    public string Credential { get; private set; } = null!;

    /// <summary>SHA-256 of the credential, by which holders of a print name it.</summary>
    public string DocumentHash { get; private set; } = null!;

    /// <summary>The text of the QR code.</summary>
    public string Qr { get; private set; } = null!;

    /// <summary>Its place in its State's status lists.</summary>
    public int StatusList { get; private init; }
    public int StatusIndex { get; private init; }

    public StatusPlace Place => new(StatusList, StatusIndex);

    public string Status { get; private set; } = CertificateStatus.Valid;

    /// <summary>Why it is suspended or revoked; for its State and those who see it in full.</summary>
    public string? StatusReason { get; private set; }
    public DateTimeOffset StatusChangedAt { get; private set; }

    public DateTimeOffset IssuedAt { get; private init; }

    /// <summary>The authority that issued it.</summary>
    public string? IssuedBy { get; private init; }

    public Guid? Supersedes { get; private init; }
    public Guid? SupersededBy { get; private set; }
    public IReadOnlyList<Release> Releases { get; private init; } = [];

    /// <summary>Incremented by each change; guards against two changes at once.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>A new certificate of the caller's State, not yet signed.</summary>
    public static Certificate Issue(
        Principal caller, CertificateContent content, IReadOnlyList<Release> releases, Guid? supersedes, string reference, StatusPlace place, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            Reference = reference,
            Originator = caller.Member,
            Type = content.Type!,
            Number = content.Number!,
            IssuedOn = content.IssuedOn!.Value,
            ValidFrom = content.ValidFrom ?? content.IssuedOn!.Value,
            ValidUntil = content.ValidUntil,
            SingleUse = content.SingleUse ?? true,
            ExporterState = content.Exporter!.State!,
            FinalDestination = content.FinalDestination!,
            Content = content.ToJson(),
            StatusList = place.List,
            StatusIndex = place.Place,
            StatusChangedAt = now,
            IssuedAt = now,
            IssuedBy = caller.Authority,
            Supersedes = supersedes,
            Releases = releases,
        };

    /// <summary>Gives it its signed forms, once.</summary>
    public void Sign(string credential, string documentHash, string qr) => (Credential, DocumentHash, Qr) = (credential, documentHash, qr);

    public CertificateContent Read() => CertificateContent.FromJson(Content);

    /// <summary>The lines against which quantities are drawn.</summary>
    public IEnumerable<CertificateLine> Lines() => Read().Goods!.Select(line => new CertificateLine
    {
        CertificateId = Id,
        Line = line.Line!.Value,
        Category = line.Category!,
        Unit = line.Unit ?? CertificateLine.Piece,
        Quantity = (long)line.Quantity!.Value,
    });

    /// <summary>Changes the status; false if this status cannot follow the current one.</summary>
    public bool TryChange(string to, string reason, DateTimeOffset now)
    {
        var allowed = (Status, to) switch
        {
            (CertificateStatus.Valid, CertificateStatus.Suspended) => true,
            (CertificateStatus.Suspended, CertificateStatus.Valid) => true,
            (CertificateStatus.Valid or CertificateStatus.Suspended, CertificateStatus.Revoked) => true,
            _ => false,
        };
        if (allowed) Change(to, reason, now);
        return allowed;
    }

    /// <summary>Marks it as replaced by a correction; false if it is revoked or replaced already.</summary>
    public bool TrySupersede(Guid by, DateTimeOffset now)
    {
        if (Status is CertificateStatus.Revoked or CertificateStatus.Superseded) return false;
        SupersededBy = by;
        Change(CertificateStatus.Superseded, "A correction takes its place.", now);
        return true;
    }

    private void Change(string to, string reason, DateTimeOffset now)
    {
        (Status, StatusReason, StatusChangedAt) = (to, reason, now);
        Version++;
    }
}

/// <summary>A line of a certificate, with what all exporting States together have taken of it.</summary>
internal sealed class CertificateLine
{
    public const string Piece = "piece";

    public required Guid CertificateId { get; init; }
    public required int Line { get; init; }
    public required string Category { get; init; }
    public required string Unit { get; init; }
    public required long Quantity { get; init; }

    /// <summary>Reserved or drawn; never more than <see cref="Quantity"/>: the statement that adds to it says so, and a check of the table.</summary>
    public long Taken { get; init; }

    public long Left => Quantity - Taken;

    /// <summary>Of what was drawn, what the importing State has confirmed as delivered.</summary>
    public long Delivered { get; init; }
}
