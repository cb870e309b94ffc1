using System.Text.Json.Serialization;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Records what a State that drew on a certificate found when it verified after the shipment (outcome document, para 48).</summary>
internal static class RecordShipmentVerification
{
    /// <summary>What was found: counts, and what follows from them.</summary>
    public sealed record Request
    {
        /// <summary>The day (UTC) of the verification, not before the day of issue of the certificate. Required.</summary>
        [RequiredField][PastDay] public DateOnly? Date { get; init; }

        /// <summary>Where it was made. Required.</summary>
        [RequiredField][Text(200)] public string? Place { get; init; }

        /// <summary>How many serial numbers were looked for; the numbers themselves stay with the State. Required.</summary>
        [RequiredField][Whole(0, CertificateRules.MaxQuantity)][JsonConverter(typeof(QuantityConverter))] public decimal? SerialsSampled { get; init; }

        /// <summary>How many of them were found. Required.</summary>
        [RequiredField][Whole(0, CertificateRules.MaxQuantity)][JsonConverter(typeof(QuantityConverter))] public decimal? Found { get; init; }

        /// <summary>How many of them were missing. Required.</summary>
        [RequiredField][Whole(0, CertificateRules.MaxQuantity)][JsonConverter(typeof(QuantityConverter))] public decimal? Missing { get; init; }

        /// <summary>What follows from the counts. Required.</summary>
        [RequiredField][Code("shipment_finding")] public string? Finding { get; init; }

        /// <summary>Remarks; the issuing State sees them.</summary>
        [Text(2_000, Lines = true)] public string? Remarks { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/{id:guid}/shipment-verifications", HandleAsync)
        .WithName("RecordShipmentVerification").WithSummary("Records a verification after shipment").RequireScope(Scopes.CertificatesDraw).WithIdempotency<CertificatesDb>()
        .WithExample("shipment-verification")
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, or its State has not drawn on the certificate");

    internal static async Task<Results<CreatedAnswer<ShipmentVerificationView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, CertificatesDb db, Records<CertificatesDb, ShipmentVerification, ShipmentVerificationView> verifications, TimeProvider clock, CancellationToken ct)
    {
        if (!caller.Functions.Contains(Functions.Licensing)) return Problems.Forbidden("Only a licensing authority records a verification after shipment.");
        var now = clock.StoredNow();
        if (await db.FindCertificateAsync(id, caller, now, ct) is not { } seen) return Problems.NotFound();
        if (DrawingRules.RefuseState(seen, caller) is { } forbidden) return forbidden;
        var drew = db.VisibleTo<Drawdown>(caller, now).AnyAsync(
            d => d.Record.CertificateId == id && d.Record.Originator == caller.Member
                && (d.Record.Status == DrawdownStatus.Committed || d.Record.Status == DrawdownStatus.Delivered), ct);
        if (!await drew) return Problems.Forbidden("Only a State that has drawn on a certificate verifies its shipments.");
        var faults = new Faults();
        Check(new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) }, request, seen.Record);
        if (faults.Any) return faults.ToProblem();

        var recorded = ShipmentVerification.Record(caller, seen.Record, request, now);
        db.Add(recorded);
        db.AddRange(recorded.Readers());
        await db.SaveChangesAsync(ct);
        return await verifications.ShowCreatedAsync(recorded, $"/v1/certificates/{id}/shipment-verifications/{recorded.Id}", ct);
    }

    private static void Check(Check check, Request request, Certificate certificate)
    {
        check.Fields(request);
        if (request.Date < certificate.IssuedOn) check.Fault("date", "is before the day of issue of the certificate");
        if (request is not { SerialsSampled: { } sampled and >= 0, Found: { } found and >= 0, Missing: { } missing and >= 0 }) return;
        if (found <= (decimal)CertificateRules.MaxQuantity && missing <= (decimal)CertificateRules.MaxQuantity && found + missing > sampled)
            check.Fault("serialsSampled", "is less than what was found and missing");
        switch (request.Finding)
        {
            case "satisfactory" when missing > 0: check.Fault("finding", "is not satisfactory when some is missing"); break;
            case "partly_missing" when missing == 0 || found == 0: check.Fault("finding", "is partly_missing when some is found and some is missing"); break;
            case "missing" when found > 0 || missing == 0: check.Fault("finding", "is missing when none is found"); break;
        }
    }
}
