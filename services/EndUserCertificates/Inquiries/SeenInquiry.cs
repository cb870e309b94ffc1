using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates;

/// <summary>An inquiry as the caller may see it; for the State that is asked, with the certificate of that number that it has issued.</summary>
internal sealed record SeenInquiry(Inquiry Record, ReleaseLevel Level, CertificateMatch? Match)
{
    /// <summary>Null when it is not there, or not the caller's to see.</summary>
    public static async Task<SeenInquiry?> FindAsync(CertificatesDb db, InquiryKind kind, Guid id, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.VisibleTo<Inquiry>(caller, now).ByKey().SingleOrDefaultAsync(i => i.Record.Id == id && i.Record.Kind == kind, ct) is not { } seen) return null;
        var match = kind == InquiryKind.Authentication && seen.Record.AskedState == caller.Member
            ? await CertificateMatch.FindAsync(db, seen.Record, caller, now, ct)
            : null;
        return new(seen.Record, seen.Level, match);
    }

    /// <summary>As it is shown, in JSON.</summary>
    public byte[] Show(Principal reader, DateTimeOffset now) => Record.Kind == InquiryKind.Authentication
        ? LevelJson.Serialize(new AuthenticationView(Record, Match, reader, now), Level)
        : LevelJson.Serialize(new ConsentView(Record, reader, now), Level);

    /// <summary>
    /// Why the caller may not answer, or null: only the asked State's licensing authority or point of contact does, and its
    /// <c>If-Match</c>, if any, has to name what it is shown now.
    /// </summary>
    public ProblemHttpResult? RefuseAnswering(Principal caller, HttpRequest request, DateTimeOffset now)
    {
        if (Record.AskedState != caller.Member) return Problems.Forbidden("Only the State that is asked answers.");
        if (!Competent(caller)) return Problems.Forbidden("Only a licensing authority or the point of contact answers.");
        return RefuseStale(caller, request, now);
    }

    /// <summary>Why the caller may not take the question back, or null.</summary>
    public ProblemHttpResult? RefuseWithdrawing(Principal caller, HttpRequest request, DateTimeOffset now) =>
        Record.Originator != caller.Member ? Problems.Forbidden("Only the State that asked withdraws its question.") : RefuseStale(caller, request, now);

    /// <summary>Whether the caller speaks for its State in the control of exports and imports.</summary>
    public static bool Competent(Principal caller) => caller.Functions.Contains(Functions.Licensing) || caller.Functions.Contains(Functions.PointOfContact);

    /// <summary>409 for what cannot be done to a closed question, or not twice.</summary>
    public ProblemHttpResult StateConflict() => Problems.Conflict($"inquiry-{Record.State}", Record.State switch
    {
        InquiryState.Acknowledged => "The question is acknowledged already.",
        InquiryState.Answered => "The question is answered, and an answer is final.",
        _ => "The question was withdrawn.",
    });

    private ProblemHttpResult? RefuseStale(Principal caller, HttpRequest request, DateTimeOffset now) =>
        ETags.Allows(request, ETags.Of(Show(caller, now))) ? null : Problems.PreconditionFailed();
}
