using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>A certificate as a reader is shown it.</summary>
internal sealed record CertificateView : CertificateContent
{
    private CertificateView(CertificateContent content) : base(content)
    {
    }

    [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string IssuingState { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }

    /// <summary><see cref="CodeLists.CertificateStatus"/>, whatever the day says of its validity.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required string Status { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? StatusReason { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset StatusChangedAt { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset IssuedAt { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? IssuedBy { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public Guid? Supersedes { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public Guid? SupersededBy { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? Credential { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? DocumentHash { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? Qr { get; init; }

    /// <summary>What has been taken of each line, and confirmed as delivered.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<LineBalance>? Balance { get; init; }

    /// <summary>To whom it is released; for its State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<Release>? Releases { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public int? Version { get; init; }

    internal static CertificateView Of(Certificate certificate, IEnumerable<CertificateLine> lines, ReleaseLevel level, Principal reader)
    {
        var own = reader.Member == certificate.Originator;
        return new CertificateView(certificate.Read())
        {
            Id = certificate.Id,
            Reference = certificate.Reference,
            IssuingState = certificate.Originator,
            Level = level,
            Status = certificate.Status,
            StatusReason = certificate.StatusReason,
            StatusChangedAt = certificate.StatusChangedAt,
            IssuedAt = certificate.IssuedAt,
            IssuedBy = own ? certificate.IssuedBy : null,
            Supersedes = certificate.Supersedes,
            SupersededBy = certificate.SupersededBy,
            Credential = certificate.Credential,
            DocumentHash = certificate.DocumentHash,
            Qr = certificate.Qr,
            Balance = [.. lines.OrderBy(l => l.Line).Select(l => new LineBalance { Line = l.Line, Unit = l.Unit, Quantity = l.Quantity, Taken = l.Taken, Delivered = l.Delivered })],
            Releases = own ? certificate.Releases : null,
            Version = own ? certificate.Version : null,
        };
    }
}

/// <summary>A line's quantity, what is left of it, and what arrived.</summary>
[Leveled]
internal sealed record LineBalance
{
    [VisibleFrom(ReleaseLevel.Full)] public required int Line { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required string Unit { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required long Quantity { get; init; }

    /// <summary>Reserved or drawn by exporting States.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public required long Taken { get; init; }

    /// <summary>Confirmed as delivered by the importing State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public required long Delivered { get; init; }
}
