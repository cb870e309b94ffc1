using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
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
    /// <summary>Why the confirmation is withdrawn.</summary>
    public sealed record Request
    {
        /// <summary>The reason; the drawing State sees it.</summary>
        [RequiredField][Text(2_000, Lines = true)] public string? Reason { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/{id:guid}/deliveries/{deliveryId:guid}/withdraw", HandleAsync)
        .WithName("WithdrawDelivery").WithSummary("Withdraws a wrong confirmation").RequireScope(Scopes.CertificatesDraw).WithIdempotency<CertificatesDb>().WithExample("delivery-withdrawal")
        .HonoursIfMatch()
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is neither customs nor a licensing authority, or another State confirmed")
        .Refuses(StatusCodes.Status409Conflict, "already-withdrawn", "the confirmation was withdrawn already");

    internal static async Task<Results<ViewAnswer<DeliveryView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid deliveryId, Request request, Principal caller, CertificatesDb db, Records<CertificatesDb, Drawdown, DrawdownView> drawdowns,
        Records<CertificatesDb, Delivery, DeliveryView> deliveries, TimeProvider clock, CancellationToken ct)
    {
        if (ConfirmDelivery.RefuseAuthority(caller) is { } notTheirs) return notTheirs;
        var now = clock.StoredNow();
        var drawdownId = await db.VisibleTo<Delivery>(caller, now).Where(d => d.Record.Id == deliveryId && d.Record.CertificateId == id)
            .Select(d => (Guid?)d.Record.DrawdownId).SingleOrDefaultAsync(ct);
        if (drawdownId is null) return Problems.NotFound();
        Delivery? delivery = null;
        var refused = await db.UnlessRefusedAsync(async () =>
        {
            // Confirmations and withdrawals of one drawdown run one after the other: read the confirmation once the lock is held.
            if (await drawdowns.LockAsync(db, id, drawdownId.Value, caller, ct) is not { Record: var drawdown }) return Problems.NotFound();
            if (await deliveries.FindOfCertificateAsync(id, deliveryId, ct) is not { } seen) return Problems.NotFound();
            if (await deliveries.RefuseChangeAsync(seen, ct) is { } problem) return problem;
            if (Check.Request(request, now) is { } invalid) return invalid;
            delivery = seen.Record;
            if (!delivery.TryWithdraw(caller, request.Reason!, now)) return Problems.Conflict("already-withdrawn", "The confirmation has been withdrawn already.");
            drawdown.TakeBack(delivery);
            await db.SaveChangesAsync(ct);
            await db.TakeBackAsync(delivery, ct);
            return null;
        }, ct);
        return refused is not null ? refused : await deliveries.ShowChangedAsync(delivery!, ct);
    }
}
