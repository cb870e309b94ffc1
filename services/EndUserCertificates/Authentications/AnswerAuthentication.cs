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
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Authentications;

/// <summary>
/// Answers, for the purported issuing State, whether a certificate on paper is authentic. The answer is final and signed. A forgery is
/// published to the other services.
/// </summary>
internal static class AnswerAuthentication
{
    private const int MostFields = 200;

    /// <summary><c>Answer</c> is of <see cref="CodeLists.AuthenticationAnswer"/>; <c>AlteredFields</c> are names of fields of the question.</summary>
    public sealed record Request(string? Answer, IReadOnlyList<string>? AlteredFields, string? Remarks);

    public static void Map(IEndpointRouteBuilder authentications) => authentications.MapPost("/{id:guid}/answer", HandleAsync)
        .WithName("AnswerAuthentication").WithSummary("Answers whether a certificate is authentic").RequireScope(Scopes.CertificatesIssue)
        .WithSigningKey().WithIdempotency<CertificatesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, HttpRequest http, Principal caller, CertificatesDb db, AnswerSigner signer, IOutbox<CertificatesDb> outbox, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await VisibleInquiry.FindAsync(db, AuthenticationKind.Instance, id, caller, now, ct) is not { } seen) return Problems.NotFound();
        if (seen.RefuseAnswering(caller, http) is { } refused) return refused;
        var inquiry = seen.Record;
        var question = AuthenticationQuestion.FromJson(inquiry.Question);
        var faults = new Faults();
        CheckAnswer(new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) }, request, question);
        if (faults.Any) return faults.ToProblem();
        if (!inquiry.TryAnswer(caller, new GivenAnswer(request.Answer!, request.AlteredFields ?? [], Conditions: null, request.Remarks), now)) return seen.StateConflict();

        await signer.SignAsync(AuthenticationKind.Instance, inquiry, ct);
        if (Forgery.Of(inquiry, question) is { } forgery) await outbox.PublishAsync(forgery, ct);
        await db.SaveChangesAsync(ct);
        return new JsonBytes(seen.Show());
    }

    private static void CheckAnswer(Check check, Request request, AuthenticationQuestion question)
    {
        check.Required(request.Answer);
        check.Code(request.Answer, CodeLists.AuthenticationAnswer);
        check.Text(request.Remarks, CertificateRules.MaxText, lines: true);
        var altered = request.Answer == AuthenticationAnswers.Altered;
        if (altered && request.AlteredFields is not { Count: > 0 }) check.Fault("alteredFields", $"is required with {AuthenticationAnswers.Altered}");
        if (!altered && request.AlteredFields is { Count: > 0 }) check.Fault("alteredFields", $"is allowed only with {AuthenticationAnswers.Altered}");
        var fields = question.Fields();
        foreach (var (field, at) in check.Each(request.AlteredFields, MostFields))
        {
            if (!fields.Contains(field)) at.Fault("", "is no field of the question");
        }
        if (request.AlteredFields is { } named && named.Distinct(StringComparer.Ordinal).Count() != named.Count)
            check.Fault("alteredFields", "names a field twice");
    }
}

/// <summary>Answers that rules speak of; all are in <see cref="CodeLists.AuthenticationAnswer"/>.</summary>
internal static class AuthenticationAnswers
{
    public const string Altered = "authentic_but_altered";
    public const string NotIssued = "not_issued";
}
