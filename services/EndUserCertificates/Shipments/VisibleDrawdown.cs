using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A drawdown as the caller may see it.</summary>
internal sealed record VisibleDrawdown(Drawdown Record, ReleaseLevel Level)
{
    /// <summary>Null when it is not there, is another certificate's, or is not the caller's to see.</summary>
    public static async Task<VisibleDrawdown?> FindAsync(CertificatesDb db, Guid certificate, Guid id, Principal caller, DateTimeOffset now, CancellationToken ct) =>
        await db.OneOfCertificateAsync<Drawdown>(certificate, id, caller, now, ct) is { } seen ? new(seen.Record, seen.Level) : null;

    /// <summary>The same, to be changed: within the caller's transaction nobody else changes it.</summary>
    public static async Task<VisibleDrawdown?> HoldAsync(CertificatesDb db, Guid certificate, Guid id, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        await db.HoldDrawdownAsync(id, caller.Member, ct);
        return await FindAsync(db, certificate, id, caller, now, ct);
    }

    /// <summary>As it is shown, in JSON.</summary>
    public byte[] Show(Principal reader) => LevelJson.Serialize(DrawdownView.Of(Record, reader), Level);

    /// <summary>
    /// Why the caller may not change it, or null: only the drawing State's licensing authority does, and its <c>If-Match</c>, if any, has to
    /// name what it is shown now.
    /// </summary>
    public ProblemHttpResult? RefuseChange(Principal caller, HttpRequest request)
    {
        if (Record.Originator != caller.Member) return Problems.Forbidden("Only the State that drew commits or cancels.");
        return ETags.Allows(request, ETags.Of(Show(caller))) ? null : Problems.PreconditionFailed();
    }
}

/// <summary>Holds a drawdown's row until the transaction ends; where the two providers differ.</summary>
internal static class DrawdownHold
{
    /// <summary>
    /// Waits for whoever changes the drawdown, and keeps others from it, if it is one that the member drew or issued the certificate of. On
    /// SQLite a transaction has the whole file to itself. A transaction holds one drawdown, before it touches any line.
    /// </summary>
    public static async Task HoldDrawdownAsync(this CertificatesDb db, Guid id, string member, CancellationToken ct)
    {
        if (db.Database.IsSqlite()) return;
        await db.Database.ExecuteSqlAsync(
            $"""SELECT 1 FROM drawdowns WHERE "Id" = {id} AND ("Originator" = {member} OR "IssuingState" = {member}) FOR UPDATE""", ct);
    }

    /// <summary>Holds it unless another does.</summary>
    public static async Task<bool> TryHoldDrawdownAsync(this CertificatesDb db, Guid id, CancellationToken ct) =>
        db.Database.IsSqlite() || (await db.Database.SqlQuery<int>($"""SELECT 1 AS "Value" FROM drawdowns WHERE "Id" = {id} FOR UPDATE SKIP LOCKED""").ToListAsync(ct)).Count == 1;
}
