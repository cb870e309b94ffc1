using Exchange.Access;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Locks a drawdown's row until the transaction ends.</summary>
internal static class DrawdownLock
{
    /// <summary>
    /// The drawdown, locked for a change; null if it does not exist, belongs to another certificate, or the caller may not see it. Only a row that the
    /// caller's State drew, or whose certificate it issued, is locked. A transaction locks one drawdown, before it touches any line: so none deadlocks.
    /// </summary>
    public static async Task<Visible<Drawdown>?> LockAsync(
        this Records<CertificatesDb, Drawdown, DrawdownView> drawdowns, CertificatesDb db, Guid certificate, Guid id, Principal caller, CancellationToken ct)
    {
        await db.Set<Drawdown>().Where(d => d.Id == id && (d.Originator == caller.Member || d.IssuingState == caller.Member)).ForUpdate().Select(d => d.Id).ToListAsync(ct);
        return await drawdowns.FindOfCertificateAsync(certificate, id, ct);
    }
}
