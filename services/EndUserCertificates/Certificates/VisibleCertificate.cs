using Exchange.Access;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>A certificate as the caller may see it, with its lines.</summary>
internal sealed record VisibleCertificate(Certificate Record, Contracts.ReleaseLevel Level, IReadOnlyList<CertificateLine> Lines)
{
    private static readonly Func<CertificatesDb, Principal, DateTimeOffset, Guid, IAsyncEnumerable<Visible<Certificate>>> ById =
        Visibility.Compile((CertificatesDb db, IQueryable<Visible<Certificate>> visible, Guid id) => visible.Where(c => c.Record.Id == id).TagWith(KeyedLookups.Tag));

    /// <summary>Null when it is not there, or not the caller's to see.</summary>
    public static async Task<VisibleCertificate?> FindAsync(CertificatesDb db, Guid id, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        if (await ById(db, caller, now, id).SingleOrDefaultAsync(ct) is not { } seen) return null;
        var lines = await db.Set<CertificateLine>().AsNoTracking().Where(l => l.CertificateId == id).OrderBy(l => l.Line).ToListAsync(ct);
        return new(seen.Record, seen.Level, lines);
    }

    /// <summary>As it is shown, in JSON.</summary>
    public byte[] Show(Principal reader) => LevelJson.Serialize(CertificateView.Of(Record, Lines, Level, reader), Level);

    /// <summary>
    /// Why the caller may not change it, or null: only the issuing State's licensing authority does, and its <c>If-Match</c>, if any, has
    /// to name what it is shown now.
    /// </summary>
    public ProblemHttpResult? RefuseChange(Principal caller, HttpRequest request)
    {
        if (Record.Originator != caller.Member) return Problems.Forbidden("Only the State that issued a certificate changes it.");
        if (!caller.Functions.Contains(Contracts.Functions.Licensing)) return Problems.Forbidden("Only a licensing authority changes a certificate.");
        return ETags.Allows(request, ETags.Of(Show(caller))) ? null : Problems.PreconditionFailed();
    }
}
