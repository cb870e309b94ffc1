using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Inquiries;
using Exchange.EndUserCertificates.Keys;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.ReexportConsents;

/// <summary>Answers, for the State that is consulted, whether it consents to a re-export; the answer is final and signed.</summary>
internal static class AnswerConsent
{
    private const string Conditionally = "granted_conditionally";

    /// <summary><c>Answer</c> is of <see cref="CodeLists.ConsentAnswer"/>; <c>Conditions</c> are required if it is conditional.</summary>
    public sealed record Request(string? Answer, string? Conditions, string? Remarks);

    public static void Map(IEndpointRouteBuilder consents) => consents.MapPost("/{id:guid}/answer", HandleAsync)
        .WithName("AnswerReexportConsent").WithSummary("Answers a request for consent to a re-export").RequireScope(Scopes.CertificatesIssue)
        .WithSigningKey().WithIdempotency<CertificatesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, HttpRequest http, Principal caller, CertificatesDb db, AnswerSigner signer, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await VisibleInquiry.FindAsync(db, ConsentKind.Instance, id, caller, now, ct) is not { } seen) return Problems.NotFound();
        if (seen.RefuseAnswering(caller, http) is { } refused) return refused;
        var faults = new Faults();
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        check.Required(request.Answer);
        check.Code(request.Answer, CodeLists.ConsentAnswer);
        check.Text(request.Conditions, CertificateRules.MaxText, lines: true);
        check.Text(request.Remarks, CertificateRules.MaxText, lines: true);
        if (request.Answer == Conditionally && request.Conditions is null) check.Fault("conditions", $"are required with {Conditionally}");
        if (request.Answer != Conditionally && request.Conditions is not null) check.Fault("conditions", $"are allowed only with {Conditionally}");
        if (faults.Any) return faults.ToProblem();
        if (!seen.Record.TryAnswer(caller, new GivenAnswer(request.Answer!, AlteredFields: [], request.Conditions, request.Remarks), now)) return seen.StateConflict();

        await signer.SignAsync(ConsentKind.Instance, seen.Record, ct);
        await db.SaveChangesAsync(ct);
        return new JsonBytes(seen.Show());
    }
}
