using System.Text.Json.Serialization;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Certificates;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>Verifies a certificate: a verdict with every check, and a signed receipt (outcome document, paras 48, 103).</summary>
internal static class VerifyCertificate
{
    private const int LongestText = 64 * 1024;
    private const int MostLegs = 50;
    private const int MaxName = 200;

    /// <summary>
    /// The certificate by its credential, by the text of its QR code, or by number, issuing State and document hash; and, where they are known,
    /// the fields as they are read off it and the shipment that it is to serve.
    /// </summary>
    public sealed record Request
    {
        public string? Credential { get; init; }
        public string? Qr { get; init; }
        public string? Number { get; init; }
        public string? IssuingState { get; init; }
        public string? DocumentHash { get; init; }

        /// <summary>What the paper says, as far as it was read; each field that differs from what was issued is named.</summary>
        public CertificateContent? FieldsAsRead { get; init; }
        public Shipment? Shipment { get; init; }
    }

    /// <summary>The intended shipment.</summary>
    public sealed record Shipment
    {
        public IReadOnlyList<ShipmentLine>? Lines { get; init; }

        /// <summary>The exporting State, alpha-3.</summary>
        public string? Exporter { get; init; }
        public BrokerReference? Broker { get; init; }
        public Carrier? Carrier { get; init; }
        public Vessel? Vessel { get; init; }
        public IReadOnlyList<ShipmentLeg>? Route { get; init; }
    }

    /// <summary>A quantity of a line of the certificate.</summary>
    public sealed record ShipmentLine
    {
        public int? Line { get; init; }

        [JsonConverter(typeof(QuantityConverter))] public decimal? Quantity { get; init; }
    }

    /// <summary>Who carries the goods; its State (alpha-3), where it is known.</summary>
    public sealed record Carrier(string? Name, string? State);

    /// <summary>The vessel that they are carried by; the State (alpha-3) whose flag it flies, where it is known.</summary>
    public sealed record Vessel(string? Name, string? Flag);

    /// <summary>A leg, by UN/LOCODE.</summary>
    public sealed record ShipmentLeg(string? From, string? To, string? Mode);

    /// <summary>The verdict, every check made, and the receipt: a JWS of question, verdict and time.</summary>
    public sealed record Response(string Verdict, IReadOnlyList<CertificateCheck> Checks, Certified? Certificate, string Notice, DateTimeOffset VerifiedAt, string Receipt);

    /// <summary>The certificate that was found, limited to what its holder knows anyway.</summary>
    public sealed record Certified(Guid Id, string IssuingState, string Type, string Number, DateOnly? ValidUntil, string FinalDestination);

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/verify", HandleAsync)
        .WithName("VerifyCertificate").WithSummary("Verifies a certificate").RequireScope(Scopes.CertificatesVerify);

    internal static async Task<Results<JsonAnswer<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, CertificateVerifier verifier, MissedVerifications missed, VerificationJournal journal, Receipts receipts,
        TimeProvider clock, HttpResponse response, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        Check(request, DateOnly.FromDateTime(now.UtcDateTime), faults);
        if (faults.Any) return faults.ToProblem();

        var found = await verifier.VerifyAsync(request, caller, now, ct);
        // Only misses count: verifying existing certificates has no such limit.
        if (Verdicts.IsMiss(found.Verdict) && await missed.RetryAfterAsync(caller.Member, now, ct) is { } wait)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Problems.Of(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests",
                "Too many verifications of this member found no certificate. Try again after the time in Retry-After.");
        }
        var id = Guid.CreateVersion7(now);
        var receipt = await receipts.SignAsync(id, request, found, caller, now, ct);
        await journal.WriteAsync(found.ToRecord(id, caller, now), ct);
        return new JsonAnswer<Response>(new(found.Verdict, found.Checks, found.Shown, "A verdict is advice: the national authority decides.", now, receipt));
    }

    private static void Check(Request request, DateOnly today, Faults faults)
    {
        var check = new Check(faults) { Today = today };
        var ways = new[] { request.Credential is not null, request.Qr is not null, request.Number is not null || request.IssuingState is not null || request.DocumentHash is not null };
        if (ways.Count(given => given) != 1)
            faults.Add("credential", "has to be given, or qr, or number with issuingState and documentHash: one of the three");
        if (request.Credential?.Length > LongestText) faults.Add("credential", $"has more than {LongestText} characters");
        if (request.Qr?.Length > CertificateExtract.LongestText) faults.Add("qr", $"has more than {CertificateExtract.LongestText} characters");
        if (ways[2])
        {
            check.Required(request.Number);
            check.Text(request.Number, 64);
            check.Required(request.IssuingState);
            check.Country(request.IssuingState);
            check.Required(request.DocumentHash);
            check.Hash(request.DocumentHash);
        }
        if (check.In(request.Shipment, out var shipment, out var inShipment))
        {
            foreach (var (line, at) in inShipment.Each(shipment.Lines, 100))
            {
                at.Required(line.Line);
                CertificateRules.CheckQuantity(at, line.Quantity);
            }
            if (shipment.Lines?.Where(l => l is not null).GroupBy(l => l.Line).Any(same => same.Count() > 1) == true) inShipment.Fault("lines", "name a line twice");
            inShipment.Country(shipment.Exporter);
            if (inShipment.In(shipment.Broker, out var broker, out var inBroker))
            {
                inBroker.Required(broker.State);
                inBroker.Country(broker.State);
                inBroker.Required(broker.Number);
                inBroker.Text(broker.Number, 64);
                inBroker.Text(broker.Name, MaxName);
            }
            if (inShipment.In(shipment.Carrier, out var carrier, out var inCarrier))
            {
                inCarrier.Required(carrier.Name);
                inCarrier.Text(carrier.Name, MaxName);
                inCarrier.Country(carrier.State);
            }
            if (inShipment.In(shipment.Vessel, out var vessel, out var inVessel))
            {
                inVessel.Required(vessel.Name);
                inVessel.Text(vessel.Name, MaxName);
                inVessel.Country(vessel.Flag);
            }
            foreach (var (leg, at) in inShipment.Each(shipment.Route, MostLegs))
            {
                at.Required(leg.From);
                at.Rule(leg.From, LocodeFault);
                at.Required(leg.To);
                at.Rule(leg.To, LocodeFault);
                at.Code(leg.Mode, CodeLists.TransportMode);
            }
        }
    }

    private static string? LocodeFault(string locode) =>
        locode.Length == 5 && locode.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) && Countries.FindAlpha2(locode[..2]) is not null
            ? null
            : "is not a UN/LOCODE: two letters of a country and three letters or digits";
}
