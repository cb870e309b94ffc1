using Exchange.Access;
using Exchange.EndUserCertificates.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Finds a certificate and its lines.</summary>
internal static class CertificateQueries
{
    // Compiled once: translating the LINQ takes as long as running the SQL.
    private static readonly Func<CertificatesDb, Principal, DateTimeOffset, Guid, IAsyncEnumerable<Visible<Certificate>>> ById =
        Visibility.Compile((CertificatesDb db, IQueryable<Visible<Certificate>> visible, Guid id) => visible.Where(c => c.Record.Id == id).TagWith(KeyedLookups.Tag));

    /// <summary>Returns null if the certificate does not exist or the caller may not see it.</summary>
    public static ValueTask<Visible<Certificate>?> FindCertificateAsync(this CertificatesDb db, Guid id, Principal caller, DateTimeOffset now, CancellationToken ct) =>
        ById(db, caller, now, id).SingleOrDefaultAsync(ct);

    /// <summary>The lines of a certificate that was found, in their order.</summary>
    public static Task<List<CertificateLine>> LinesOfAsync(this CertificatesDb db, Guid certificate, CancellationToken ct) =>
        db.Set<CertificateLine>().AsNoTracking().Where(l => l.CertificateId == certificate).OrderBy(l => l.Line).ToListAsync(ct);
}
