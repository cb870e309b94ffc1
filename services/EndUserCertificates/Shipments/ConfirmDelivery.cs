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
/// Confirms for the importing State, which issued the certificate, that goods of a drawdown arrived: its customs, who see them, or its
/// licensing authority. A confirmation stays, whatever has become of the certificate since the goods left.
/// </summary>
internal static class ConfirmDelivery
{
    private const int MaxPlace = 200;
    private const int MaxNumber = 64;

    /// <summary>What arrived of a drawdown, and when (UTC day); several confirmations may make it whole.</summary>
    public sealed record Request
    {
        /// <summary>Required.</summary>
        public Guid? DrawdownId { get; init; }

        public IReadOnlyList<LineQuantity>? Lines { get; init; }

        /// <summary>Required.</summary>
        public DateOnly? DeliveredOn { get; init; }

        public string? Place { get; init; }

        /// <summary>The number of the delivery verification certificate, where one is given.</summary>
        public string? DeliveryVerificationNumber { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/{id:guid}/deliveries", HandleAsync)
        .WithName("ConfirmDelivery").WithSummary("Confirms that goods arrived").RequireScope(Scopes.CertificatesDraw).WithIdempotency<CertificatesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, CertificatesDb db, TimeProvider clock, HttpResponse http, CancellationToken ct)
    {
        if (RefuseAuthority(caller) is { } notTheirs) return notTheirs;
        var now = clock.StoredNow();
        if (await VisibleCertificate.FindAsync(db, id, caller, now, ct) is not { } certificate) return Problems.NotFound();
        if (RefuseState(certificate.Record.Originator, caller) is { } forbidden) return forbidden;

        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var drawdown = request.DrawdownId is { } drawdownId ? (await VisibleDrawdown.HoldAsync(db, id, drawdownId, caller, now, ct))?.Record : null;
        var faults = new Faults();
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        check.Required(request.DrawdownId);
        if (request.DrawdownId is not null && drawdown is null) check.Fault("drawdownId", "is no drawdown of this certificate");
        LineQuantity.Check(check, request.Lines, [.. drawdown?.Lines.Select(l => l.Line) ?? certificate.Lines.Select(l => l.Line)], "drawdown");
        check.Required(request.DeliveredOn);
        check.PastDay(request.DeliveredOn);
        if (request.DeliveredOn < certificate.Record.IssuedOn) check.Fault("deliveredOn", "is before the day of issue of the certificate");
        check.Text(request.Place, MaxPlace);
        check.Text(request.DeliveryVerificationNumber, MaxNumber);
        if (faults.Any) return faults.ToProblem();

        if (drawdown!.Status is not (DrawdownStatus.Committed or DrawdownStatus.Delivered))
            return Problems.Conflict("not-committed", $"The drawdown is {drawdown.Status}: its goods have not left, by the drawing State's record.");
        var arrived = LineQuantity.Read(request.Lines!);
        if (drawdown.Deliver(arrived) is { } lacking) return MoreThanDrawn(lacking, arrived);
        var delivery = Delivery.Confirm(caller, drawdown, arrived, request.DeliveredOn!.Value, request.Place, request.DeliveryVerificationNumber, now);
        db.Add(delivery);
        db.AddRange(delivery.Readers());
        await db.SaveChangesAsync(ct);
        await db.DeliverAsync(id, arrived, ct);
        if (transaction is not null) await transaction.CommitAsync(CancellationToken.None);
        http.Headers.Location = $"/v1/certificates/{id}/deliveries/{delivery.Id}";
        return new JsonBytes(DeliveryView.Show(delivery, ReleaseLevel.Full, caller), StatusCodes.Status201Created);
    }

    /// <summary>Why the caller's authority confirms no delivery at all, and withdraws none, or null.</summary>
    internal static ProblemHttpResult? RefuseAuthority(Principal caller) =>
        caller.Functions.Contains(Functions.Licensing) || caller.Functions.Contains(Functions.Customs)
            ? null
            : Problems.Forbidden("Only customs or a licensing authority confirms a delivery, or withdraws the confirmation.");

    /// <summary>Why the caller's State confirms none, and withdraws none, of what it sees, or null.</summary>
    internal static ProblemHttpResult? RefuseState(string importingState, Principal caller) =>
        importingState == caller.Member
            ? null
            : Problems.Forbidden("Only the importing State, which issued the certificate, confirms a delivery, or withdraws the confirmation.");

    private static ProblemHttpResult MoreThanDrawn(DrawnLine lacking, IReadOnlyList<DrawnLine> arrived)
    {
        var problem = Problems.Conflict("more-than-drawn",
            $"Line {lacking.Line} has {lacking.Undelivered} in transit, not {arrived.Single(l => l.Line == lacking.Line).Quantity}; nothing was confirmed.");
        problem.ProblemDetails.Extensions["line"] = lacking.Line;
        problem.ProblemDetails.Extensions["available"] = lacking.Undelivered;
        return problem;
    }
}
