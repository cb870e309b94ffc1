using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Inquiries;
using Exchange.EndUserCertificates.Keys;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.ReexportConsents;

/// <summary>Answers, for the State that is consulted, whether it consents to a re-export; the answer is final and signed.</summary>
internal static class AnswerConsent
{
    private const string Conditionally = "granted_conditionally";

    /// <summary>The answer.</summary>
    public sealed record Request
    {
        /// <summary>Whether the State consents. Required.</summary>
        [RequiredField][Code("consent_answer")] public string? Answer { get; init; }

        /// <summary>The conditions. Required with <c>granted_conditionally</c>, and allowed with it alone.</summary>
        [Text(CertificateRules.MaxText, Lines = true)] public string? Conditions { get; init; }

        /// <summary>Remarks; the asking State sees them.</summary>
        [Text(CertificateRules.MaxText, Lines = true)] public string? Remarks { get; init; }
    }

    public static void Map(IEndpointRouteBuilder consents) => consents.MapPost("/{id:guid}/answer", HandleAsync)
        .WithName("AnswerReexportConsent").WithSummary("Answers a request for consent to a re-export").RequireScope(Scopes.CertificatesIssue)
        .WithSigningKey().WithIdempotency<CertificatesDb>().WithExample("consent-answer").ForTheAskedState().ChangesInquiry();

    internal static async Task<Results<ViewAnswer<ConsentView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, CertificatesDb db, Records<CertificatesDb, Inquiry, ConsentView> consents, AnswerSigner signer, TimeProvider clock, CancellationToken ct)
    {
        var (seen, problem) = await consents.FindToAnswerAsync(id, caller, ct);
        if (seen is null) return problem!;
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        check.Fields(request);
        if (request.Answer == Conditionally && request.Conditions is null) check.Fault("conditions", $"are required with {Conditionally}");
        if (request.Answer != Conditionally && request.Conditions is not null) check.Fault("conditions", $"are allowed only with {Conditionally}");
        if (faults.Any) return faults.ToProblem();
        if (!seen.Record.TryAnswer(caller, new GivenAnswer(request.Answer!, AlteredFields: [], request.Conditions, request.Remarks), now)) return seen.Record.StateConflict();

        await signer.SignAsync(ConsentView.Kind, seen.Record, ct);
        await db.SaveChangesAsync(ct);
        return await consents.ShowAsync(seen, Channel.Change, ct);
    }
}
