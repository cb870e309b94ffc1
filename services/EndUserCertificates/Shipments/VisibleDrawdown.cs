using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A drawdown that the caller may see, and the level at which it may.</summary>
internal sealed record VisibleDrawdown(Drawdown Record, ReleaseLevel Level)
{
    /// <summary>Returns null if the drawdown does not exist, belongs to another certificate, or the caller may not see it.</summary>
    public static async Task<VisibleDrawdown?> FindAsync(CertificatesDb db, Guid certificate, Guid id, Principal caller, DateTimeOffset now, CancellationToken ct) =>
        await db.OneOfCertificateAsync<Drawdown>(certificate, id, caller, now, ct) is { } seen ? new(seen.Record, seen.Level) : null;

    /// <summary>The same, locked for a change until the caller's transaction ends.</summary>
    public static async Task<VisibleDrawdown?> HoldAsync(CertificatesDb db, Guid certificate, Guid id, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        await db.HoldDrawdownAsync(id, caller.Member, ct);
        return await FindAsync(db, certificate, id, caller, now, ct);
    }

    /// <summary>The view at the caller's level, in JSON.</summary>
    public byte[] Show(Principal reader) => LevelJson.Serialize(DrawdownView.Of(Record, reader), Level);

    /// <summary>
    /// Returns the refusal of a change by the caller, or null: only the drawing State's licensing authority may change a drawdown, and its
    /// <c>If-Match</c>, if sent, must match the current view.
    /// </summary>
    public ProblemHttpResult? RefuseChange(Principal caller, HttpRequest request)
    {
        if (Record.Originator != caller.Member) return Problems.Forbidden("Only the State that drew commits or cancels.");
        return ETags.Allows(request, ETags.Of(Show(caller))) ? null : Problems.PreconditionFailed();
    }
}

/// <summary>Locks a drawdown's row until the transaction ends. The two providers differ here.</summary>
internal static class DrawdownHold
{
    /// <summary>
    /// Waits for other changes of the drawdown and locks its row, if the member drew it or issued its certificate. On SQLite a transaction
    /// locks the whole file. A transaction locks one drawdown, before it touches any line: so none deadlocks.
    /// </summary>
    public static async Task HoldDrawdownAsync(this CertificatesDb db, Guid id, string member, CancellationToken ct)
    {
        if (db.Database.IsSqlite()) return;
        await db.Database.ExecuteSqlAsync(
            $"""SELECT 1 FROM drawdowns WHERE "Id" = {id} AND ("Originator" = {member} OR "IssuingState" = {member}) FOR UPDATE""", ct);
    }

    /// <summary>Locks the row; false if another transaction has locked it.</summary>
    public static async Task<bool> TryHoldDrawdownAsync(this CertificatesDb db, Guid id, CancellationToken ct) =>
        db.Database.IsSqlite() || (await db.Database.SqlQuery<int>($"""SELECT 1 AS "Value" FROM drawdowns WHERE "Id" = {id} FOR UPDATE SKIP LOCKED""").ToListAsync(ct)).Count == 1;
}
