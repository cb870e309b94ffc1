using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>Lists, for an issuing State, who verified certificates that name it as their issuer, with the verdicts, the newest first.</summary>
internal static class ListVerifications
{
    /// <summary>Filters; all that are given must match.</summary>
    public sealed record Filter
    {
        public string? Verdict { get; init; }
        public Guid? Certificate { get; init; }
    }

    /// <summary>A verification, as its State sees it.</summary>
    [Leveled]
    public sealed record Line
    {
        [VisibleFrom(ReleaseLevel.Full)] public required Guid Id { get; init; }
        [VisibleFrom(ReleaseLevel.Full)] public required DateTimeOffset At { get; init; }
        [VisibleFrom(ReleaseLevel.Full)] public required string Verifier { get; init; }
        [VisibleFrom(ReleaseLevel.Full)] public string? Authority { get; init; }
        [VisibleFrom(ReleaseLevel.Full)] public required string PresentedBy { get; init; }
        [VisibleFrom(ReleaseLevel.Full)] public Guid? Certificate { get; init; }
        [VisibleFrom(ReleaseLevel.Full)] public string? Number { get; init; }
        [VisibleFrom(ReleaseLevel.Full)] public required string Verdict { get; init; }

        /// <summary>The checks that failed, without those on cases, which only the verifier may see.</summary>
        [VisibleFrom(ReleaseLevel.Full)] public required IReadOnlyList<string> Failed { get; init; }
    }

    public static void Map(IEndpointRouteBuilder service) => service.MapGet("/v1/verifications", HandleAsync)
        .WithName("ListVerifications").WithTags("Verification").WithSummary("Who verified this State's certificates").RequireScope(Scopes.CertificatesIssue);

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, int? limit, string? cursor, Principal caller, CertificatesDb db, Cursors cursors, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        var size = Pages.Limit(limit, faults);
        if (filter.Verdict is { } wanted && !Verdicts.ByGravity.Contains(wanted)) faults.Add("verdict", $"has to be one of: {string.Join(", ", Verdicts.ByGravity)}");
        var scope = $"verifications {caller.Member} {filter}";
        Guid? before = null;
        if (cursor is not null && !cursors.TryUnprotect(cursor, scope, out before)) faults.Add("cursor", "is not a cursor of this list");
        if (faults.Any) return faults.ToProblem();

        var seen = db.OwnedBy<VerificationRecord>(caller);
        if (filter.Verdict is { } verdict) seen = seen.Where(v => v.Verdict == verdict);
        if (filter.Certificate is { } certificate) seen = seen.Where(v => v.CertificateId == certificate);
        if (before is { } last) seen = seen.Where(v => v.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(v => v.Id).Take(size + 1).ToListAsync(ct);
        var next = found.Count > size ? cursors.Protect<Guid?>(found[size - 1].Id, scope) : null;
        return Pages.Of(http, found.Take(size).Select(v => LevelJson.Serialize(new Line
        {
            Id = v.Id,
            At = v.At,
            Verifier = v.Verifier,
            Authority = v.Authority,
            PresentedBy = v.PresentedBy,
            Certificate = v.CertificateId,
            Number = v.Number,
            Verdict = v.Verdict,
            Failed = [.. v.Checks.Where(c => c.Outcome is CheckOutcome.Fail && c.Check is not "diversion_history").Select(c => c.Check)],
        }, ReleaseLevel.Full)), next);
    }
}
