using Exchange.Access;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A record that belongs to a certificate and has releases of its own.</summary>
internal interface IOfCertificate : IReleasable
{
    Guid CertificateId { get; }
}

/// <summary>Finds records of a certificate: drawdowns, deliveries, verifications after shipment.</summary>
internal static class CertificateRecords
{
    /// <summary>
    /// A page of the records that the caller may see, the newest first. A caller who may see neither the certificate nor any record gets
    /// 404; one who may see a record still sees it after the release of the certificate has ended.
    /// </summary>
    public static async Task<Results<PageAnswer<TView>, ProblemHttpResult>> ListOfCertificateAsync<TRecord, TView>(
        this CertificatesDb db, Guid certificate, Paging paging, DateTimeOffset now, Func<TRecord, Principal, TView> view, CancellationToken ct)
        where TRecord : class, IOfCertificate
    {
        var faults = new Faults();
        var page = paging.Read<Guid?>($"{typeof(TRecord).Name} {certificate}", null, faults);
        if (faults.Any) return faults.ToProblem();

        var (caller, seen) = (paging.Reader, db.VisibleTo<TRecord>(paging.Reader, now).Where(v => v.Record.CertificateId == certificate));
        if (page.After is { } last) seen = seen.Where(v => v.Record.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(v => v.Record.Id).Take(page.Take).ToListAsync(ct);
        if (found.Count == 0 && page.After is null && !await db.VisibleTo<Certificate>(caller, now).AnyAsync(c => c.Record.Id == certificate, ct))
            return Problems.NotFound();
        return await page.ShowAsync(found, v => v.Record.Id, v => (ShownRecord.Of(v), view(v.Record, caller)), ct);
    }

    /// <summary>Returns null if the record does not exist, belongs to another certificate, or the caller may not see it.</summary>
    public static Task<Visible<TRecord>?> FindOfCertificateAsync<TRecord, TView>(
        this Records<CertificatesDb, TRecord, TView> records, Guid certificate, Guid id, CancellationToken ct) where TRecord : class, IOfCertificate =>
        records.FindAsync(v => v.Record.Id == id && v.Record.CertificateId == certificate, ct);

    /// <summary>Shows the record, or 404.</summary>
    public static async Task<Results<ViewAnswer<TView>, ProblemHttpResult>> ShowOfCertificateAsync<TRecord, TView>(
        this Records<CertificatesDb, TRecord, TView> records, Guid certificate, Guid id, CancellationToken ct) where TRecord : class, IOfCertificate =>
        await records.FindOfCertificateAsync(certificate, id, ct) is { } seen ? await records.ShowAsync(seen, Channel.Record, ct) : Problems.NotFound();
}
