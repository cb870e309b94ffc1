using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Cancels a drawdown of the caller's State and returns its quantities, as long as nothing of it was delivered.</summary>
internal static class CancelDrawdown
{
    private const int MaxReason = 2_000;

    /// <summary>The reason; the issuing State sees it.</summary>
    public sealed record Request(string? Reason);

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/{id:guid}/drawdowns/{drawdownId:guid}/cancel", HandleAsync)
        .WithName("CancelDrawdown").WithSummary("Gives back what was drawn").RequireScope(Scopes.CertificatesDraw).WithIdempotency<CertificatesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Guid drawdownId, Request request, Principal caller, CertificatesDb db, TimeProvider clock, HttpRequest http, CancellationToken ct)
    {
        if (DrawingRules.RefuseAuthority(caller) is { } notTheirs) return notTheirs;
        var now = clock.StoredNow();
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        if (await VisibleDrawdown.HoldAsync(db, id, drawdownId, caller, now, ct) is not { } seen) return Problems.NotFound();
        if (seen.RefuseChange(caller, http) is { } refused) return refused;
        var faults = new Faults();
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        check.Required(request.Reason);
        check.Text(request.Reason, MaxReason, lines: true);
        if (faults.Any) return faults.ToProblem();
        if (!seen.Record.TryCancel(request.Reason!, now))
        {
            return seen.Record.Lines.Any(l => l.Delivered > 0)
                ? Problems.Conflict("already-delivered", "Part of it is confirmed as delivered, so it cannot be cancelled.")
                : Problems.Conflict("not-standing", $"The drawdown is {seen.Record.Status}: its quantities have been returned already.");
        }
        await db.SaveChangesAsync(ct);
        await db.GiveBackAsync(seen.Record, ct);
        if (transaction is not null) await transaction.CommitAsync(CancellationToken.None);
        return new JsonBytes(seen.Show(caller));
    }
}
