using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>An inquiry that the caller may see, the level at which it may, and the view of its kind.</summary>
internal sealed record VisibleInquiry(Inquiry Record, ReleaseLevel Level, Func<InquiryView> View)
{
    /// <summary>Returns null if the inquiry does not exist, is of another kind, or the caller may not see it.</summary>
    public static async Task<VisibleInquiry?> FindAsync(CertificatesDb db, InquiryKind kind, Guid id, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        var code = kind.Code;
        if (await db.VisibleTo<Inquiry>(caller, now).ByKey().SingleOrDefaultAsync(i => i.Record.Id == id && i.Record.Kind == code, ct) is not { } seen) return null;
        return new(seen.Record, seen.Level, await kind.ViewAsync(db, seen.Record, caller, now, ct));
    }

    /// <summary>The inquiry at the caller's level, in JSON.</summary>
    public byte[] Show() => LevelJson.Serialize<object>(View(), Level);

    /// <summary>
    /// Returns the refusal of an answer by the caller, or null: only the asked State's licensing authority or point of contact may answer,
    /// and its <c>If-Match</c>, if sent, must match the current view.
    /// </summary>
    public ProblemHttpResult? RefuseAnswering(Principal caller, HttpRequest request)
    {
        if (Record.AskedState != caller.Member) return Problems.Forbidden("Only the State that is asked answers.");
        if (!Competent(caller)) return Problems.Forbidden("Only a licensing authority or the point of contact answers.");
        return RefuseStale(request);
    }

    /// <summary>Returns the refusal of a withdrawal by the caller, or null.</summary>
    public ProblemHttpResult? RefuseWithdrawing(Principal caller, HttpRequest request) =>
        Record.Originator != caller.Member ? Problems.Forbidden("Only the State that asked withdraws its question.") : RefuseStale(request);

    /// <summary>Whether the caller speaks for its State in the control of exports and imports.</summary>
    public static bool Competent(Principal caller) => caller.Functions.Contains(Functions.Licensing) || caller.Functions.Contains(Functions.PointOfContact);

    /// <summary>409: the question is closed, or was acknowledged before.</summary>
    public ProblemHttpResult StateConflict() => Problems.Conflict($"inquiry-{Record.State}", Record.State switch
    {
        InquiryState.Acknowledged => "The question is acknowledged already.",
        InquiryState.Answered => "The question is answered, and an answer is final.",
        _ => "The question was withdrawn.",
    });

    private ProblemHttpResult? RefuseStale(HttpRequest request) =>
        ETags.Allows(request, ETags.Of(Show())) ? null : Problems.PreconditionFailed();
}
