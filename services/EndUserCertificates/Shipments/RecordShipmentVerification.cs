using System.Text.Json.Serialization;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
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

/// <summary>Records what a State that drew on a certificate found when it verified after the shipment (outcome document, para 48).</summary>
internal static class RecordShipmentVerification
{
    private const int MaxPlace = 200;
    private const int MaxRemarks = 2_000;

    /// <summary>When and where, how many serial numbers were sampled, found and missing, and what follows. All but the remarks are required.</summary>
    public sealed record Request
    {
        /// <summary>The day (UTC) of the verification.</summary>
        public DateOnly? Date { get; init; }

        public string? Place { get; init; }

        /// <summary>How many serial numbers were looked for; the numbers themselves stay with the State.</summary>
        [JsonConverter(typeof(QuantityConverter))] public decimal? SerialsSampled { get; init; }

        [JsonConverter(typeof(QuantityConverter))] public decimal? Found { get; init; }
        [JsonConverter(typeof(QuantityConverter))] public decimal? Missing { get; init; }

        /// <summary><see cref="CodeLists.ShipmentFinding"/>.</summary>
        public string? Finding { get; init; }

        public string? Remarks { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/{id:guid}/shipment-verifications", HandleAsync)
        .WithName("RecordShipmentVerification").WithSummary("Records a verification after shipment").RequireScope(Scopes.CertificatesDraw).WithIdempotency<CertificatesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, CertificatesDb db, TimeProvider clock, HttpResponse http, CancellationToken ct)
    {
        if (!caller.Functions.Contains(Functions.Licensing)) return Problems.Forbidden("Only a licensing authority records a verification after shipment.");
        var now = clock.StoredNow();
        if (await VisibleCertificate.FindAsync(db, id, caller, now, ct) is not { } seen) return Problems.NotFound();
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
        http.Headers.Location = $"/v1/certificates/{id}/shipment-verifications/{recorded.Id}";
        return new JsonBytes(ShipmentVerificationView.Show(recorded, ReleaseLevel.Full, caller), StatusCodes.Status201Created);
    }

    private static void Check(Check check, Request request, Certificate certificate)
    {
        check.Required(request.Date);
        check.PastDay(request.Date);
        if (request.Date < certificate.IssuedOn) check.Fault("date", "is before the day of issue of the certificate");
        check.Required(request.Place);
        check.Text(request.Place, MaxPlace);
        Count(request.SerialsSampled, "serialsSampled");
        Count(request.Found, "found");
        Count(request.Missing, "missing");
        check.Required(request.Finding);
        check.Code(request.Finding, CodeLists.ShipmentFinding);
        check.Text(request.Remarks, MaxRemarks, lines: true);
        if (request is not { SerialsSampled: { } sampled and >= 0, Found: { } found and >= 0, Missing: { } missing and >= 0 }) return;
        if (found <= CertificateRules.MaxQuantity && missing <= CertificateRules.MaxQuantity && found + missing > sampled)
            check.Fault("serialsSampled", "is less than what was found and missing");
        switch (request.Finding)
        {
            case "satisfactory" when missing > 0: check.Fault("finding", "is not satisfactory when some is missing"); break;
            case "partly_missing" when missing == 0 || found == 0: check.Fault("finding", "is partly_missing when some is found and some is missing"); break;
            case "missing" when found > 0 || missing == 0: check.Fault("finding", "is missing when none is found"); break;
        }

        void Count(decimal? count, string field)
        {
            check.Required(count, field);
            if (count is { } value && decimal.Truncate(value) != value) check.Fault(field, "has to be whole");
            else check.Number(count, 0, CertificateRules.MaxQuantity, field);
        }
    }
}
