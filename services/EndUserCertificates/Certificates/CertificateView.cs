using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>A certificate as a reader is shown it.</summary>
internal sealed record CertificateView : CertificateContent
{
    private CertificateView(CertificateContent content) : base(content)
    {
    }

    /// <summary>The id of the certificate.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }

    /// <summary>What people call the certificate.</summary>
    [Reference][VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }

    /// <summary>The State that issued it.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public required string IssuingState { get; init; }

    /// <summary>The level at which it is shown to the caller: <c>summary</c> or <c>full</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }

    /// <summary>Where it stands, whatever the day says of its validity.</summary>
    [Code("certificate_status")][VisibleFrom(ReleaseLevel.Summary)] public required string Status { get; init; }

    /// <summary>Why it has this status; absent while it was never changed.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? StatusReason { get; init; }

    /// <summary>Since when it has this status (UTC).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset StatusChangedAt { get; init; }

    /// <summary>When it was issued in the exchange (UTC).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The authority that issued it; for its own State alone.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? IssuedBy { get; init; }

    /// <summary>The certificate that it corrects.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public Guid? Supersedes { get; init; }

    /// <summary>The certificate that corrects it.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public Guid? SupersededBy { get; init; }

    /// <summary>The signed certificate: a compact JWS of type <c>euc+jwt</c>.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Credential { get; init; }

    /// <summary>The hash of the credential, by which holders of a print name it.</summary>
    [Sha256][VisibleFrom(ReleaseLevel.Full)] public string? DocumentHash { get; init; }

    /// <summary>The text of the QR code.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Qr { get; init; }

    /// <summary>What has been taken of each line, and confirmed as delivered.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<LineBalance>? Balance { get; init; }

    /// <summary>To whom it is released; for its own State alone.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<Release>? Releases { get; init; }

    /// <summary>1 as issued, one more with each change of status; for its own State alone.</summary>
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

/// <summary>A line's quantity, what was taken of it, and what arrived.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record LineBalance
{
    /// <summary>The number of the line.</summary>
    public required int Line { get; init; }

    /// <summary>The unit of the quantities.</summary>
    [Code("quantity_unit")] public required string Unit { get; init; }

    /// <summary>The quantity that the certificate allows; 0 once a correction has replaced it.</summary>
    public required long Quantity { get; init; }

    /// <summary>The quantity that exporting States have reserved or drawn.</summary>
    public required long Taken { get; init; }

    /// <summary>The quantity that the importing State has confirmed as delivered.</summary>
    public required long Delivered { get; init; }
}
