using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Inquiries;
using Exchange.EndUserCertificates.Keys;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
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
    /// <summary>The answer.</summary>
    public sealed record Request
    {
        /// <summary>Whether the paper is authentic. Required.</summary>
        [RequiredField][Code("authentication_answer")] public string? Answer { get; init; }

        /// <summary>
        /// The fields of the question that are not as they were issued, such as <c>goods[1].quantity</c>, each once. Required with
        /// <c>authentic_but_altered</c>, and allowed with it alone.
        /// </summary>
        [Most(200)] public IReadOnlyList<string>? AlteredFields { get; init; }

        /// <summary>Remarks; the asking State sees them.</summary>
        [Text(CertificateRules.MaxText, Lines = true)] public string? Remarks { get; init; }
    }

    public static void Map(IEndpointRouteBuilder authentications) => authentications.MapPost("/{id:guid}/answer", HandleAsync)
        .WithName("AnswerAuthentication").WithSummary("Answers whether a certificate is authentic").RequireScope(Scopes.CertificatesIssue)
        .WithSigningKey().WithIdempotency<CertificatesDb>().WithExample("authentication-answer").ForTheAskedState().ChangesInquiry();

    internal static async Task<Results<ViewAnswer<AuthenticationView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, CertificatesDb db, Records<CertificatesDb, Inquiry, AuthenticationView> authentications, AnswerSigner signer,
        IOutbox<CertificatesDb> outbox, TimeProvider clock, CancellationToken ct)
    {
        var (seen, problem) = await authentications.FindToAnswerAsync(id, caller, ct);
        if (seen is null) return problem!;
        var now = clock.GetUtcNow();
        var inquiry = seen.Record;
        var question = AuthenticationQuestion.FromJson(inquiry.Question);
        var faults = new Faults();
        CheckAnswer(new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) }, request, question);
        if (faults.Any) return faults.ToProblem();
        if (!inquiry.TryAnswer(caller, new GivenAnswer(request.Answer!, request.AlteredFields ?? [], Conditions: null, request.Remarks), now)) return inquiry.StateConflict();

        await signer.SignAsync(AuthenticationView.Kind, inquiry, ct);
        if (Forgery.Of(inquiry, question) is { } forgery) await outbox.PublishAsync(forgery, ct);
        await db.SaveChangesAsync(ct);
        return await authentications.ShowAsync(seen, Channel.Change, ct);
    }

    private static void CheckAnswer(Check check, Request request, AuthenticationQuestion question)
    {
        check.Fields(request);
        var altered = request.Answer == AuthenticationAnswers.Altered;
        if (altered && request.AlteredFields is not { Count: > 0 }) check.Fault("alteredFields", $"is required with {AuthenticationAnswers.Altered}");
        if (!altered && request.AlteredFields is { Count: > 0 }) check.Fault("alteredFields", $"is allowed only with {AuthenticationAnswers.Altered}");
        var fields = question.Fields();
        foreach (var (field, at) in check.Inside(request.AlteredFields))
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
