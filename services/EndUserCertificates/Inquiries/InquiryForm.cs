using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>How inquiries of one kind are shown, and who may change them.</summary>
internal abstract class InquiryForm<TView> : IRecordForm<Inquiry, TView> where TView : InquiryView
{
    public abstract ValueTask<TView> ViewAsync(Visible<Inquiry> seen, Principal reader, DateTimeOffset now, CancellationToken ct);

    // The State that asked may withdraw; the State that is asked acknowledges and answers.
    public ProblemHttpResult? RefuseChange(Inquiry record, Principal caller) =>
        record.Originator == caller.Member ? null : InquiryRules.RefuseAnswering(record, caller);
}

/// <summary>Who may change an inquiry, and when.</summary>
internal static class InquiryRules
{
    /// <summary>Returns null if the inquiry does not exist, is of another kind, or the caller may not see it.</summary>
    public static Task<Visible<Inquiry>?> FindOfKindAsync<TView>(this Records<CertificatesDb, Inquiry, TView> inquiries, Guid id, CancellationToken ct)
        where TView : InquiryView, IViewOfKind
    {
        var kind = TView.Kind.Code;
        return inquiries.FindAsync(i => i.Record.Id == id && i.Record.Kind == kind, ct);
    }

    /// <summary>
    /// The inquiry, for an answer or an acknowledgement: 404; 403 unless the caller is the asked State's licensing authority or point of contact; 412.
    /// </summary>
    public static Task<(Visible<Inquiry>? Found, ProblemHttpResult? Problem)> FindToAnswerAsync<TView>(
        this Records<CertificatesDb, Inquiry, TView> inquiries, Guid id, Principal caller, CancellationToken ct)
        where TView : InquiryView, IViewOfKind => inquiries.FindUnlessAsync(RefuseAnswering, id, caller, ct);

    /// <summary>The inquiry, for a withdrawal: 404; 403 unless the caller's State has asked; 412.</summary>
    public static Task<(Visible<Inquiry>? Found, ProblemHttpResult? Problem)> FindToWithdrawAsync<TView>(
        this Records<CertificatesDb, Inquiry, TView> inquiries, Guid id, Principal caller, CancellationToken ct)
        where TView : InquiryView, IViewOfKind => inquiries.FindUnlessAsync(RefuseWithdrawing, id, caller, ct);

    /// <summary>Returns the refusal of an answer by the caller, or null.</summary>
    public static ProblemHttpResult? RefuseAnswering(Inquiry inquiry, Principal caller)
    {
        if (inquiry.AskedState != caller.Member) return Problems.Forbidden("Only the State that is asked answers.");
        return IsCompetent(caller) ? null : Problems.Forbidden("Only a licensing authority or the point of contact answers.");
    }

    /// <summary>Whether the caller speaks for its State in the control of exports and imports.</summary>
    public static bool IsCompetent(Principal caller) => caller.Functions.Contains(Functions.Licensing) || caller.Functions.Contains(Functions.PointOfContact);

    /// <summary>409: the question is closed, or was acknowledged before.</summary>
    public static ProblemHttpResult StateConflict(this Inquiry inquiry) => Problems.Conflict($"inquiry-{inquiry.State}", inquiry.State switch
    {
        InquiryState.Acknowledged => "The question is acknowledged already.",
        InquiryState.Answered => "The question is answered, and an answer is final.",
        _ => "The question was withdrawn.",
    });

    /// <summary>Documents that the operation changes an inquiry that is open.</summary>
    public static RouteHandlerBuilder ChangesInquiry(this RouteHandlerBuilder endpoint) => endpoint.HonoursIfMatch()
        .Refuses(StatusCodes.Status409Conflict, $"inquiry-{InquiryState.Answered}", "the question is answered")
        .Refuses(StatusCodes.Status409Conflict, $"inquiry-{InquiryState.Withdrawn}", "the question was withdrawn");

    /// <summary>Documents that the asked State alone may do it.</summary>
    public static RouteHandlerBuilder ForTheAskedState(this RouteHandlerBuilder endpoint) => endpoint
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller's State is not the one that is asked, or the caller is neither a licensing authority nor the point of contact");

    private static ProblemHttpResult? RefuseWithdrawing(Inquiry inquiry, Principal caller) =>
        inquiry.Originator == caller.Member ? null : Problems.Forbidden("Only the State that asked withdraws its question.");

    private static async Task<(Visible<Inquiry>? Found, ProblemHttpResult? Problem)> FindUnlessAsync<TView>(
        this Records<CertificatesDb, Inquiry, TView> inquiries, Func<Inquiry, Principal, ProblemHttpResult?> refuse, Guid id, Principal caller, CancellationToken ct)
        where TView : InquiryView, IViewOfKind
    {
        if (await inquiries.FindOfKindAsync(id, ct) is not { } seen) return (null, Problems.NotFound());
        return (refuse(seen.Record, caller) ?? await inquiries.RefuseStaleAsync(seen, ct)) is { } problem ? (null, problem) : (seen, null);
    }
}
