using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>
/// Withdraws, for the importing State, a wrong confirmation: its quantities are in transit again, due on the same day as before. Both
/// States still see the confirmation, with the reason.
/// </summary>
internal static class WithdrawDelivery
{
    /// <summary>The reason; the drawing State sees it.</summary>
    public sealed record Request(string? Reason);

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/{id:guid}/deliveries/{deliveryId:guid}/withdraw", HandleAsync)
        .WithName("WithdrawDelivery").WithSummary("Withdraws a wrong confirmation").RequireScope(Scopes.CertificatesDraw).WithIdempotency<CertificatesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Guid deliveryId, Request request, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct)
    {
        if (ConfirmDelivery.RefuseAuthority(caller) is { } notTheirs) return notTheirs;
        var now = clock.StoredNow();
        var drawdownId = await db.VisibleTo<Delivery>(caller, now).Where(d => d.Record.Id == deliveryId && d.Record.CertificateId == id)
            .Select(d => (Guid?)d.Record.DrawdownId).SingleOrDefaultAsync(ct);
        if (drawdownId is null) return Problems.NotFound();

        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        // Confirmations and withdrawals of one drawdown run one after the other: read the confirmation once the lock is held.
        if (await VisibleDrawdown.HoldAsync(db, id, drawdownId.Value, caller, now, ct) is not { Record: var drawdown }) return Problems.NotFound();
        if (await db.OneOfCertificateAsync<Delivery>(id, deliveryId, caller, now, ct) is not { Record: var delivery }) return Problems.NotFound();
        if (ConfirmDelivery.RefuseState(delivery.Originator, caller) is { } forbidden) return forbidden;
        var faults = new Faults();
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        check.Required(request.Reason);
        check.Text(request.Reason, CertificateRules.MaxText, lines: true);
        if (faults.Any) return faults.ToProblem();

        if (!delivery.TryWithdraw(caller, request.Reason!, now)) return Problems.Conflict("already-withdrawn", "The confirmation has been withdrawn already.");
        drawdown.TakeBack(delivery);
        await db.SaveChangesAsync(ct);
        await db.TakeBackAsync(delivery, ct);
        if (transaction is not null) await transaction.CommitAsync(CancellationToken.None);
        return new JsonBytes(DeliveryView.Show(delivery, ReleaseLevel.Full, caller));
    }
}
