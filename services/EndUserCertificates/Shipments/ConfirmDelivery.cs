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
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>
/// Confirms for the importing State, which issued the certificate, that goods of a drawdown arrived: its customs, who see them, or its
/// licensing authority. A confirmation stays, whatever has become of the certificate since the goods left.
/// </summary>
internal static class ConfirmDelivery
{
    /// <summary>What arrived of a drawdown; several confirmations may make it whole.</summary>
    public sealed record Request
    {
        /// <summary>The drawdown that the goods were drawn with. Required.</summary>
        [RequiredField] public Guid? DrawdownId { get; init; }

        /// <summary>What arrived: at least one line, each once. Required.</summary>
        [RequiredField][Most(CertificateRules.MostLines)] public IReadOnlyList<LineQuantity>? Lines { get; init; }

        /// <summary>The day (UTC) of arrival, not before the day of issue of the certificate. Required.</summary>
        [RequiredField][PastDay] public DateOnly? DeliveredOn { get; init; }

        /// <summary>Where the goods arrived.</summary>
        [Text(200)] public string? Place { get; init; }

        /// <summary>The number of the delivery verification certificate, where one is given.</summary>
        [Text(CertificateRules.MaxNumber)] public string? DeliveryVerificationNumber { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/{id:guid}/deliveries", HandleAsync)
        .WithName("ConfirmDelivery").WithSummary("Confirms that goods arrived").RequireScope(Scopes.CertificatesDraw).WithIdempotency<CertificatesDb>().WithExample("delivery")
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is neither customs nor a licensing authority, or another State issued the certificate")
        .Refuses(StatusCodes.Status409Conflict, "not-committed", "the drawdown is not committed, or was cancelled")
        .Refuses(StatusCodes.Status409Conflict, "more-than-drawn", "more is said to have arrived of a line than is in transit")
        .WithProblemMember(StatusCodes.Status409Conflict, "line", "With `more-than-drawn`: the number of the line.")
        .WithProblemMember(StatusCodes.Status409Conflict, "available", "With `more-than-drawn`: how much of the line is in transit.");

    internal static async Task<Results<CreatedAnswer<DeliveryView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, CertificatesDb db, Records<CertificatesDb, Drawdown, DrawdownView> drawdowns,
        Records<CertificatesDb, Delivery, DeliveryView> deliveries, TimeProvider clock, CancellationToken ct)
    {
        if (RefuseAuthority(caller) is { } notTheirs) return notTheirs;
        var now = clock.StoredNow();
        if (await db.FindCertificateAsync(id, caller, now, ct) is not { Record: var certificate }) return Problems.NotFound();
        if (RefuseState(certificate.Originator, caller) is { } forbidden) return forbidden;
        Delivery? delivery = null;
        var refused = await db.UnlessRefusedAsync(async () =>
        {
            var drawdown = request.DrawdownId is { } drawdownId ? (await drawdowns.LockAsync(db, id, drawdownId, caller, ct))?.Record : null;
            var faults = new Faults();
            var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
            check.Fields(request);
            if (request.DrawdownId is not null && drawdown is null) check.Fault("drawdownId", "is no drawdown of this certificate");
            LineQuantity.Check(check, request.Lines, [.. drawdown?.Lines.Select(l => l.Line) ?? (await db.LinesOfAsync(id, ct)).Select(l => l.Line)], "drawdown");
            if (request.DeliveredOn < certificate.IssuedOn) check.Fault("deliveredOn", "is before the day of issue of the certificate");
            if (faults.Any) return faults.ToProblem();

            if (drawdown!.Status is not (DrawdownStatus.Committed or DrawdownStatus.Delivered))
                return Problems.Conflict("not-committed", $"The drawdown is {drawdown.Status}: its goods have not left, by the drawing State's record.");
            var arrived = LineQuantity.Read(request.Lines!);
            if (drawdown.Deliver(arrived) is { } lacking) return MoreThanDrawn(lacking, arrived);
            delivery = Delivery.Confirm(caller, drawdown, arrived, request.DeliveredOn!.Value, request.Place, request.DeliveryVerificationNumber, now);
            db.Add(delivery);
            db.AddRange(delivery.Readers());
            await db.SaveChangesAsync(ct);
            await db.DeliverAsync(id, arrived, ct);
            return null;
        }, ct);
        return refused is not null ? refused : await deliveries.ShowCreatedAsync(delivery!, $"/v1/certificates/{id}/deliveries/{delivery!.Id}", ct);
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
