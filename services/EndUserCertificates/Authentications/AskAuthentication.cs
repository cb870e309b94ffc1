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

namespace Exchange.EndUserCertificates.Authentications;

/// <summary>Asks the purported issuing State whether a certificate on paper is authentic (outcome document, paras 48, 103).</summary>
internal static class AskAuthentication
{
    /// <summary>A certificate on paper, as far as it could be read.</summary>
    public sealed record Request : AuthenticationQuestion
    {
        /// <summary>Within how many days an answer is wanted; as the operator sets it if absent, 14 by default.</summary>
        [Between(1, OpenInquiry.LongestDays)] public int? DueInDays { get; init; }
    }

    public static void Map(IEndpointRouteBuilder authentications) => authentications.MapPost("/", HandleAsync)
        .WithName("AskAuthentication").WithSummary("Asks whether a certificate on paper is authentic").RequireScope(Scopes.CertificatesVerify).WithIdempotency<CertificatesDb>()
        .WithExample("paper-euc").OpensInquiry()
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller's member is no State");

    internal static async Task<Results<Created<OpenInquiry.Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, OpenInquiry inquiries, TrustDirectory trust, TimeProvider clock, HttpResponse http, CancellationToken ct)
    {
        if (trust.Member(caller.Member) is not { Kind: MemberKind.State }) return Problems.Forbidden("Only a State asks another.");
        var (now, faults) = (clock.StoredNow(), new Faults());
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        inquiries.CheckAskedState(check, request.IssuingState, caller, "issuingState");
        AuthenticationRules.CheckQuestion(check, request, faults);
        if (faults.Any) return faults.ToProblem();
        var about = new CertificateReference { IssuingState = request.IssuingState, Number = request.Number };
        return await inquiries.AskAsync(AuthenticationView.Kind, caller, request.IssuingState!, request.ToJson(), about, request.DueInDays, now, http, ct);
    }
}
