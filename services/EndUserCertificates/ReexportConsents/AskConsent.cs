using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Inquiries;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.ReexportConsents;

/// <summary>Asks the State that a certificate names for its consent to a re-export (outcome document, para 17).</summary>
internal static class AskConsent
{
    /// <summary>A re-export that the caller's State has in mind.</summary>
    public sealed record Request : ConsentQuestion
    {
        /// <summary>Within how many days an answer is wanted; as the operator sets it if absent, 14 by default.</summary>
        [Between(1, OpenInquiry.LongestDays)] public int? DueInDays { get; init; }
    }

    public static void Map(IEndpointRouteBuilder consents) => consents.MapPost("/", HandleAsync)
        .WithName("AskReexportConsent").WithSummary("Asks for consent to a re-export").RequireScope(Scopes.CertificatesVerify).WithIdempotency<CertificatesDb>()
        .WithExample("reexport").OpensInquiry()
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller's member is no State, or the caller is neither a licensing authority nor the point of contact");

    internal static async Task<Results<Created<OpenInquiry.Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, CertificatesDb db, OpenInquiry inquiries, TrustDirectory trust, TimeProvider clock, HttpResponse http, CancellationToken ct)
    {
        if (trust.Member(caller.Member) is not { Kind: MemberKind.State }) return Problems.Forbidden("Only a State asks another.");
        if (!InquiryRules.IsCompetent(caller)) return Problems.Forbidden("Only a licensing authority or the point of contact asks for consent.");
        var (now, faults) = (clock.StoredNow(), new Faults());
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        inquiries.CheckAskedState(check, request.ConsultedState, caller, "consultedState");
        ConsentRules.CheckQuestion(check, request);
        if (faults.Any) return faults.ToProblem();
        if (await CertificateAsync(check, request, db, caller, now, ct) is not { } about || faults.Any) return faults.ToProblem();
        var question = request with { Certificate = about };
        return await inquiries.AskAsync(ConsentView.Kind, caller, request.ConsultedState!, question.ToJson(), about, request.DueInDays, now, http, ct);
    }

    /// <summary>The certificate that it is about. What the caller may not see is as unknown to it as what was never issued here.</summary>
    private static async Task<CertificateReference?> CertificateAsync(Check check, Request request, CertificatesDb db, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        var visible = db.VisibleTo<Certificate>(caller, now).AsNoTracking();
        var found = request.CertificateId is { } id
            ? await visible.SingleOrDefaultAsync(c => c.Record.Id == id, ct)
            : await visible.SingleOrDefaultAsync(c => c.Record.Originator == request.Certificate!.IssuingState && c.Record.Number == request.Certificate.Number, ct);
        if (found is null)
        {
            if (request.Certificate is null) check.Fault("certificateId", "is no certificate that you may see");
            return request.Certificate;
        }
        var consulting = (found.Record.Read().Assurances ?? []).Where(a => a.Code == Assurances.NoReexportWithoutConsent).Select(a => a.ConsultingState).ToList();
        if (consulting.Count == 0) check.Fault("consultedState", $"is not to be asked: the certificate bears no {Assurances.NoReexportWithoutConsent}");
        else if (!consulting.Contains(request.ConsultedState)) check.Fault("consultedState", $"is not the State that the certificate names: {string.Join(", ", consulting)}");
        return new CertificateReference { IssuingState = found.Record.Originator, Number = found.Record.Number };
    }
}
