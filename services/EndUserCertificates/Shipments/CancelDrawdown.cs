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

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Cancels a drawdown of the caller's State and returns its quantities, as long as nothing of it was delivered.</summary>
internal static class CancelDrawdown
{
    /// <summary>Why the drawdown is cancelled.</summary>
    public sealed record Request
    {
        /// <summary>The reason; the issuing State sees it.</summary>
        [RequiredField][Text(2_000, Lines = true)] public string? Reason { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/{id:guid}/drawdowns/{drawdownId:guid}/cancel", HandleAsync)
        .WithName("CancelDrawdown").WithSummary("Gives back what was drawn").RequireScope(Scopes.CertificatesDraw).WithIdempotency<CertificatesDb>()
        .HonoursIfMatch().WithExample("drawdown-cancellation")
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, or another State drew")
        .Refuses(StatusCodes.Status409Conflict, "already-delivered", "a part of it is confirmed as delivered")
        .Refuses(StatusCodes.Status409Conflict, "not-standing", "it was cancelled or has expired already");

    internal static async Task<Results<ViewAnswer<DrawdownView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid drawdownId, Request request, Principal caller, Records<CertificatesDb, Drawdown, DrawdownView> drawdowns, CertificatesDb db, TimeProvider clock, CancellationToken ct)
    {
        if (DrawingRules.RefuseAuthority(caller) is { } notTheirs) return notTheirs;
        var now = clock.StoredNow();
        Drawdown? cancelled = null;
        var refused = await db.UnlessRefusedAsync(async () =>
        {
            if (await drawdowns.LockAsync(db, id, drawdownId, caller, ct) is not { } seen) return Problems.NotFound();
            if (await drawdowns.RefuseChangeAsync(seen, ct) is { } problem) return problem;
            if (Check.Request(request, now) is { } invalid) return invalid;
            cancelled = seen.Record;
            if (!cancelled.TryCancel(request.Reason!, now))
            {
                return cancelled.Lines.Any(l => l.Delivered > 0)
                    ? Problems.Conflict("already-delivered", "Part of it is confirmed as delivered, so it cannot be cancelled.")
                    : Problems.Conflict("not-standing", $"The drawdown is {cancelled.Status}: its quantities have been returned already.");
            }
            await db.SaveChangesAsync(ct);
            await db.GiveBackAsync(cancelled, ct);
            return null;
        }, ct);
        return refused is not null ? refused : await drawdowns.ShowChangedAsync(cancelled!, ct);
    }
}
