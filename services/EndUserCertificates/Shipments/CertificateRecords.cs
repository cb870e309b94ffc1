using Exchange.Access;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A record that belongs to a certificate and has releases of its own.</summary>
internal interface IOfCertificate : IReleasable
{
    Guid CertificateId { get; }
}

/// <summary>A page of records of a certificate, or the refusal.</summary>
internal sealed record RecordPage<TRecord>(IReadOnlyList<Visible<TRecord>> Items, string? Next, ProblemHttpResult? Refusal = null);

/// <summary>Finds records of a certificate: drawdowns, deliveries, verifications after shipment.</summary>
internal static class CertificateRecords
{
    /// <summary>
    /// A page of the records that the caller may see, the newest first. A caller who may see neither the certificate nor any record gets
    /// 404; one who may see a record still sees it after the release of the certificate has ended.
    /// </summary>
    public static async Task<RecordPage<TRecord>> OfCertificateAsync<TRecord>(
        this CertificatesDb db, Guid certificate, int? limit, string? cursor, Principal caller, Cursors cursors, DateTimeOffset now, CancellationToken ct)
        where TRecord : class, IOfCertificate
    {
        var faults = new Faults();
        var size = Pages.Limit(limit, faults);
        var scope = $"{typeof(TRecord).Name} {certificate} {caller.Member}";
        Guid? before = null;
        if (cursor is not null && !cursors.TryUnprotect(cursor, scope, out before)) faults.Add("cursor", "is not a cursor of this list");
        if (faults.Any) return Refuse(faults.ToProblem());

        var seen = db.VisibleTo<TRecord>(caller, now).Where(v => v.Record.CertificateId == certificate);
        if (before is { } last) seen = seen.Where(v => v.Record.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(v => v.Record.Id).Take(size + 1).ToListAsync(ct);
        if (found.Count == 0 && before is null && !await db.VisibleTo<Certificate>(caller, now).AnyAsync(c => c.Record.Id == certificate, ct))
            return Refuse(Problems.NotFound());
        var next = found.Count > size ? cursors.Protect<Guid?>(found[size - 1].Record.Id, scope) : null;
        return new([.. found.Take(size)], next);

        static RecordPage<TRecord> Refuse(ProblemHttpResult problem) => new([], null, problem);
    }

    /// <summary>Returns null if the record does not exist, belongs to another certificate, or the caller may not see it.</summary>
    public static Task<Visible<TRecord>?> OneOfCertificateAsync<TRecord>(
        this CertificatesDb db, Guid certificate, Guid id, Principal caller, DateTimeOffset now, CancellationToken ct)
        where TRecord : class, IOfCertificate =>
        db.VisibleTo<TRecord>(caller, now).ByKey().SingleOrDefaultAsync(v => v.Record.Id == id && v.Record.CertificateId == certificate, ct);
}
