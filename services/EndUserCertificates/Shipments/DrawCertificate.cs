using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>
/// Counts quantities against a certificate for the exporting State that sends the goods (outcome document, paras 48, 103): reserved until
/// they leave, or used at once; all of the lines or none, and never more than the certificate says, however many States draw at once.
/// </summary>
internal static class DrawCertificate
{
    /// <summary>The latest that a shipment is expected to arrive: as long as a certificate is valid.</summary>
    private const int LongestVoyageDays = 5 * 366;

    /// <summary>The quantities to draw.</summary>
    public sealed record Request
    {
        /// <summary>The quantities: at least one line, each once. Required.</summary>
        [RequiredField][Most(CertificateRules.MostLines)] public IReadOnlyList<LineQuantity>? Lines { get; init; }

        /// <summary><c>true</c>: the quantities are used at once. Otherwise they are reserved, to be committed when the goods leave.</summary>
        public bool Commit { get; init; }

        /// <summary>The drawing State's own reference of the shipment or licence; the issuing State sees it.</summary>
        [Text(100)] public string? ShipmentReference { get; init; }

        /// <summary>The day (UTC) by which the goods should arrive: today or later, at most five years ahead.</summary>
        public DateOnly? ExpectedDelivery { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/{id:guid}/drawdowns", HandleAsync)
        .WithName("DrawCertificate").WithSummary("Reserves or draws quantities").RequireScope(Scopes.CertificatesDraw).WithIdempotency<CertificatesDb>().WithExample("drawdown")
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, its State issued the certificate, or does not see it in full")
        .RefusesCertificates()
        .Refuses(StatusCodes.Status409Conflict, "already-used", "the certificate serves one shipment only and has been drawn on")
        .Refuses(StatusCodes.Status409Conflict, "overdrawn", "a line has less left than is to be drawn; nothing was drawn")
        .WithProblemMember(StatusCodes.Status409Conflict, "line", "With `overdrawn`: the number of the line.")
        .WithProblemMember(StatusCodes.Status409Conflict, "available", "With `overdrawn`: how much of the line is left.");

    internal static async Task<Results<CreatedAnswer<DrawdownView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, CertificatesDb db, IOutbox<CertificatesDb> outbox, Records<CertificatesDb, Drawdown, DrawdownView> drawdowns,
        IOptions<EndUserCertificatesOptions> options, TimeProvider clock, CancellationToken ct)
    {
        if (DrawingRules.RefuseAuthority(caller) is { } notTheirs) return notTheirs;
        var now = clock.StoredNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (await db.FindCertificateAsync(id, caller, now, ct) is not { } seen) return Problems.NotFound();
        var lines = await db.LinesOfAsync(id, ct);
        if (DrawingRules.RefuseState(seen, caller) is { } forbidden) return forbidden;
        var faults = new Faults();
        var check = new Check(faults) { Today = today };
        check.Fields(request);
        LineQuantity.Check(check, request.Lines, [.. lines.Select(l => l.Line)], "certificate");
        if (request.ExpectedDelivery < today) check.Fault("expectedDelivery", "is in the past");
        else if (request.ExpectedDelivery?.DayNumber > today.DayNumber + LongestVoyageDays) check.Fault("expectedDelivery", "is more than five years ahead");
        if (faults.Any) return faults.ToProblem();
        // A drawing that began before a change of status counts as done before it.
        if (DrawingRules.RefuseCertificate(seen.Record, today) is { } refused) return refused;

        var drawn = Drawdown.Reserve(
            caller, seen.Record, LineQuantity.Read(request.Lines!), request.ShipmentReference, request.ExpectedDelivery, now + options.Value.ReservationLifetime, now);
        if (request.Commit) drawn.TryCommit(options.Value.DeliveryPatience, now);
        var tooMuch = await db.UnlessRefusedAsync(async () =>
        {
            db.Add(drawn);
            db.AddRange(drawn.Readers());
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException e) when (UniqueViolations.IsOf(e, DrawdownModel.SoleUseIndex, nameof(Drawdown.SoleUseOf)))
            {
                await PublishAttemptAsync(db, outbox, drawn, drawn.Lines[0], left: 0, now);
                return Problems.Conflict("already-used", "The certificate serves one shipment only and has been drawn on; it can be drawn on again if that drawdown is cancelled.");
            }
            // Last, since other drawings on the same line wait from here to the commit.
            if (await db.TakeAsync(id, drawn.Lines, ct) is not var (wanted, left)) return null;
            await PublishAttemptAsync(db, outbox, drawn, wanted, left, now);
            return Overdrawn(wanted, left);
        }, ct);
        return tooMuch is not null ? tooMuch : await drawdowns.ShowCreatedAsync(drawn, $"/v1/certificates/{id}/drawdowns/{drawn.Id}", ct);
    }

    /// <summary>
    /// Rolls the drawing back and publishes the attempt. The roll-back also ends the transaction of an idempotent request; no cancellation,
    /// so that a caller who hangs up cannot hide the attempt.
    /// </summary>
    private static async Task PublishAttemptAsync(
        CertificatesDb db, IOutbox<CertificatesDb> outbox, Drawdown drawn, DrawnLine wanted, long left, DateTimeOffset now)
    {
        await db.Database.CurrentTransaction!.RollbackAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
        await outbox.PublishAsync(new CertificateOverdrawn
        {
            CertificateId = drawn.CertificateId,
            IssuingState = drawn.IssuingState,
            DrawingState = drawn.Originator,
            Line = wanted.Line,
            Requested = wanted.Quantity,
            Available = left,
            At = now,
        }, CancellationToken.None);
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private static ProblemHttpResult Overdrawn(DrawnLine wanted, long left)
    {
        var problem = Problems.Conflict("overdrawn", $"Line {wanted.Line} has {left} left, not {wanted.Quantity}; nothing was drawn.");
        problem.ProblemDetails.Extensions["line"] = wanted.Line;
        problem.ProblemDetails.Extensions["available"] = left;
        return problem;
    }
}
