using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Inquiries;
using Exchange.Hosting.Validation;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Authentications;

/// <summary>The certificate that the asked State has issued under the number in question, and where the paper differs from it: a proposal.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record CertificateMatch
{
    /// <summary>The id of the certificate.</summary>
    public required Guid CertificateId { get; init; }

    /// <summary>What people call the certificate.</summary>
    [Reference] public required string Reference { get; init; }

    /// <summary>Where it stands.</summary>
    [Code("certificate_status")] public required string Status { get; init; }

    /// <summary>What it says.</summary>
    public required CertificateContent Content { get; init; }

    /// <summary>Fields of the question that differ from the certificate; letter case, accents and spaces do not count.</summary>
    public required IReadOnlyList<string> Differing { get; init; }

    /// <summary>Returns null if the reader's State has issued none with that number.</summary>
    internal static async Task<CertificateMatch?> FindAsync(CertificatesDb db, Inquiry inquiry, Principal reader, DateTimeOffset now, CancellationToken ct)
    {
        var issued = await db.VisibleTo<Certificate>(reader, now).AsNoTracking()
            .SingleOrDefaultAsync(c => c.Record.Originator == reader.Member && c.Record.Number == inquiry.Number, ct);
        if (issued is null) return null;
        var content = issued.Record.Read();
        return new CertificateMatch
        {
            CertificateId = issued.Record.Id,
            Reference = issued.Record.Reference,
            Status = issued.Record.Status,
            Content = content,
            Differing = FieldComparison.Differences(AuthenticationQuestion.FromJson(inquiry.Question).AsRead(), WithDefaults(content)),
        };
    }

    // A paper spells out what a certificate leaves to its default.
    private static CertificateContent WithDefaults(CertificateContent issued) => issued with
    {
        ValidFrom = issued.ValidFrom ?? issued.IssuedOn,
        SingleUse = issued.SingleUse ?? true,
        Goods = issued.Goods is null ? null : [.. issued.Goods.Select(l => l with { Unit = l.Unit ?? CertificateLine.Piece })],
    };
}
