using Exchange.Access;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>A certificate that the caller may see, the level at which it may, and the lines.</summary>
internal sealed record VisibleCertificate(Certificate Record, Contracts.ReleaseLevel Level, IReadOnlyList<CertificateLine> Lines)
{
    private static readonly Func<CertificatesDb, Principal, DateTimeOffset, Guid, IAsyncEnumerable<Visible<Certificate>>> ById =
        Visibility.Compile((CertificatesDb db, IQueryable<Visible<Certificate>> visible, Guid id) => visible.Where(c => c.Record.Id == id).TagWith(KeyedLookups.Tag));

    /// <summary>Returns null if the certificate does not exist or the caller may not see it.</summary>
    public static async Task<VisibleCertificate?> FindAsync(CertificatesDb db, Guid id, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        if (await ById(db, caller, now, id).SingleOrDefaultAsync(ct) is not { } seen) return null;
        var lines = await db.Set<CertificateLine>().AsNoTracking().Where(l => l.CertificateId == id).OrderBy(l => l.Line).ToListAsync(ct);
        return new(seen.Record, seen.Level, lines);
    }

    /// <summary>The view at the caller's level, in JSON.</summary>
    public byte[] Show(Principal reader) => LevelJson.Serialize(CertificateView.Of(Record, Lines, Level, reader), Level);

    /// <summary>
    /// Returns the refusal of a change by the caller, or null: only the issuing State's licensing authority may change a certificate, and
    /// its <c>If-Match</c>, if sent, must match the current view.
    /// </summary>
    public ProblemHttpResult? RefuseChange(Principal caller, HttpRequest request)
    {
        if (Record.Originator != caller.Member) return Problems.Forbidden("Only the State that issued a certificate changes it.");
        if (!caller.Functions.Contains(Contracts.Functions.Licensing)) return Problems.Forbidden("Only a licensing authority changes a certificate.");
        return ETags.Allows(request, ETags.Of(Show(caller))) ? null : Problems.PreconditionFailed();
    }
}
