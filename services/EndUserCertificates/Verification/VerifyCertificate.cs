using System.Text.Json.Serialization;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Certificates;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>Verifies a certificate: a verdict with every check, and a signed receipt (outcome document, paras 48, 103).</summary>
internal static class VerifyCertificate
{
    private const int LongestCredential = 64 * 1024;

    /// <summary>
    /// The certificate in one of three ways: by its credential; by the text of its QR code; or by number, issuing State and document hash. Where they
    /// are known, also the fields as they were read off it, and the shipment that it is to serve.
    /// </summary>
    public sealed record Request
    {
        /// <summary>The signed certificate: a compact JWS.</summary>
        [Longest(LongestCredential)] public string? Credential { get; init; }

        /// <summary>The text of the QR code.</summary>
        [Longest(CertificateExtract.LongestText)] public string? Qr { get; init; }

        /// <summary>The number on the certificate; with <c>issuingState</c> and <c>documentHash</c>.</summary>
        [Text(CertificateRules.MaxNumber)] public string? Number { get; init; }

        /// <summary>The State that the certificate names as its issuer; with <c>number</c> and <c>documentHash</c>.</summary>
        [Country] public string? IssuingState { get; init; }

        /// <summary>The hash that is printed on the certificate; with <c>number</c> and <c>issuingState</c>.</summary>
        [Sha256] public string? DocumentHash { get; init; }

        /// <summary>What the paper says, as far as it was read. Each field that differs from what was issued is named.</summary>
        [Unchecked] public CertificateContent? FieldsAsRead { get; init; }

        /// <summary>The shipment that the certificate is to serve.</summary>
        public Shipment? Shipment { get; init; }
    }

    /// <summary>The intended shipment, as far as it is known.</summary>
    public sealed record Shipment
    {
        /// <summary>The quantities, by line of the certificate; each line once.</summary>
        [Most(CertificateRules.MostLines)] public IReadOnlyList<ShipmentLine>? Lines { get; init; }

        /// <summary>The exporting State.</summary>
        [Country] public string? Exporter { get; init; }

        /// <summary>The broker, where one takes part.</summary>
        public BrokerReference? Broker { get; init; }

        /// <summary>Who carries the goods.</summary>
        public Carrier? Carrier { get; init; }

        /// <summary>The vessel that carries the goods.</summary>
        public Vessel? Vessel { get; init; }

        /// <summary>The legs of the route, in their order.</summary>
        [Most(50)] public IReadOnlyList<ShipmentLeg>? Route { get; init; }
    }

    /// <summary>A quantity of a line of the certificate.</summary>
    public sealed record ShipmentLine
    {
        /// <summary>The certificate's own number of the line. Required.</summary>
        [RequiredField] public int? Line { get; init; }

        /// <summary>How much, in the line's unit. Required.</summary>
        [RequiredField][Whole(1, CertificateRules.MaxQuantity)][JsonConverter(typeof(QuantityConverter))] public decimal? Quantity { get; init; }
    }

    /// <summary>Who carries the goods.</summary>
    public sealed record Carrier
    {
        /// <summary>The name. Required.</summary>
        [RequiredField][Text(CertificateRules.MaxName)] public string? Name { get; init; }

        /// <summary>The carrier's State, where it is known.</summary>
        [Country] public string? State { get; init; }
    }

    /// <summary>The vessel that carries the goods.</summary>
    public sealed record Vessel
    {
        /// <summary>The name. Required.</summary>
        [RequiredField][Text(CertificateRules.MaxName)] public string? Name { get; init; }

        /// <summary>The State whose flag it flies, where it is known.</summary>
        [Country] public string? Flag { get; init; }
    }

    /// <summary>A leg of the route.</summary>
    public sealed record ShipmentLeg
    {
        /// <summary>UN/LOCODE of the place where it starts. Required.</summary>
        [RequiredField][Form(typeof(VerifyCertificate), nameof(LocodeFault), Pattern = "^[A-Z]{2}[A-Z0-9]{3}$")] public string? From { get; init; }

        /// <summary>UN/LOCODE of the place where it ends. Required.</summary>
        [RequiredField][Form(typeof(VerifyCertificate), nameof(LocodeFault), Pattern = "^[A-Z]{2}[A-Z0-9]{3}$")] public string? To { get; init; }

        /// <summary>The mode of transport.</summary>
        [Code("transport_mode")] public string? Mode { get; init; }
    }

    /// <summary>The verdict, with every check that was made and a receipt.</summary>
    public sealed record Response
    {
        /// <summary>The verdict. If several hold, it is the gravest.</summary>
        [OneOf(typeof(Verdicts), nameof(Verdicts.ByGravity))] public required string Verdict { get; init; }

        /// <summary>The checks, in the order in which they were made.</summary>
        public required IReadOnlyList<CertificateCheck> Checks { get; init; }

        /// <summary>The certificate, if one was identified.</summary>
        public Certified? Certificate { get; init; }

        /// <summary>Who decides: the national authority.</summary>
        public required string Notice { get; init; }

        /// <summary>When it was verified (UTC).</summary>
        public required DateTimeOffset VerifiedAt { get; init; }

        /// <summary>A compact JWS of the network's operator over question, verdict and time: it proves later what the caller acted on.</summary>
        public required string Receipt { get; init; }
    }

    /// <summary>The certificate that was identified, limited to what its holder knows anyway.</summary>
    public sealed record Certified
    {
        /// <summary>The id of the certificate.</summary>
        public required Guid Id { get; init; }

        /// <summary>The State that issued it.</summary>
        [Country] public required string IssuingState { get; init; }

        /// <summary>The type of certificate.</summary>
        [Code("certificate_type")] public required string Type { get; init; }

        /// <summary>The issuing authority's own number.</summary>
        public required string Number { get; init; }

        /// <summary>The last day (UTC) on which it is valid, where it has one.</summary>
        public DateOnly? ValidUntil { get; init; }

        /// <summary>The country in which the goods are used.</summary>
        [Country] public required string FinalDestination { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/verify", HandleAsync)
        .WithName("VerifyCertificate").WithSummary("Verifies a certificate").RequireScope(Scopes.CertificatesVerify).WithExample("verification")
        .Refuses(StatusCodes.Status429TooManyRequests, "too-many-requests", "the caller's limit is used up, or too many verifications of its member found no certificate; `Retry-After` says when to try again");

    internal static async Task<Results<JsonAnswer<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, CertificateVerifier verifier, MissedVerifications missed, VerificationJournal journal, Receipts receipts, Shown shown,
        TimeProvider clock, HttpResponse response, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        CheckQuestion(new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) }, request);
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
        return new JsonAnswer<Response>(await shown.AnswerAsync(found.Disclosed, new Response
        {
            Verdict = found.Verdict,
            Checks = found.Checks,
            Certificate = found.Shown,
            Notice = "A verdict is advice: the national authority decides.",
            VerifiedAt = now,
            Receipt = receipt,
        }, new Reading(caller, Channel.Verification), ct));
    }

    private static void CheckQuestion(Check check, Request request)
    {
        check.Fields(request);
        var byNumber = request.Number is not null || request.IssuingState is not null || request.DocumentHash is not null;
        if ((request.Credential is not null ? 1 : 0) + (request.Qr is not null ? 1 : 0) + (byNumber ? 1 : 0) != 1)
            check.Fault("credential", "has to be given, or qr, or number with issuingState and documentHash: one of the three");
        if (byNumber)
        {
            check.Required(request.Number);
            check.Required(request.IssuingState);
            check.Required(request.DocumentHash);
        }
        if (check.In(request.Shipment, out var shipment, out var inShipment)
            && shipment.Lines?.Where(l => l is not null).GroupBy(l => l.Line).Any(same => same.Count() > 1) == true) inShipment.Fault("lines", "name a line twice");
    }

    internal static string? LocodeFault(string locode) =>
        locode.Length == 5 && locode.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) && Countries.FindAlpha2(locode[..2]) is not null
            ? null
            : "is not a UN/LOCODE: two letters of a country and three letters or digits";
}
