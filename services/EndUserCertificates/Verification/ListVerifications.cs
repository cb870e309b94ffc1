using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>Lists, for an issuing State, who verified certificates that name it as their issuer, with the verdicts, the newest first.</summary>
internal static class ListVerifications
{
    /// <summary>Filters; all that are given must match.</summary>
    public sealed record Filter
    {
        /// <summary>The verdict.</summary>
        [FromQuery(Name = "verdict"), OneOf(typeof(Verdicts), nameof(Verdicts.ByGravity))] public string? Verdict { get; init; }

        /// <summary>The id of the certificate that was verified.</summary>
        [FromQuery(Name = "certificate")] public Guid? Certificate { get; init; }
    }

    /// <summary>A verification, as the State that the certificate names as its issuer sees it.</summary>
    [Leveled(ReleaseLevel.Full)]
    public sealed record Line
    {
        /// <summary>The id of the verification.</summary>
        public required Guid Id { get; init; }

        /// <summary>When it was made (UTC).</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>The code of the member that verified.</summary>
        public required string Verifier { get; init; }

        /// <summary>The authority that verified.</summary>
        public string? Authority { get; init; }

        /// <summary>In which way the certificate was presented.</summary>
        [OneOf("credential", "qr", "number")] public required string PresentedBy { get; init; }

        /// <summary>The id of the certificate, if one was identified.</summary>
        public Guid? Certificate { get; init; }

        /// <summary>The number, as far as it could be read.</summary>
        public string? Number { get; init; }

        /// <summary>The verdict.</summary>
        [OneOf(typeof(Verdicts), nameof(Verdicts.ByGravity))] public required string Verdict { get; init; }

        /// <summary>The checks that failed, without those on cases, which only the verifier may see.</summary>
        public required IReadOnlyList<string> Failed { get; init; }
    }

    public static void Map(IEndpointRouteBuilder service) => service.MapGet("/v1/verifications", HandleAsync)
        .WithName("ListVerifications").WithTags("Certificates").WithSummary("Lists who verified this State's certificates").RequireScope(Scopes.CertificatesIssue);

    internal static async Task<Results<PageAnswer<Line>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] Paging paging, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct)
    {
        var faults = new Faults();
        new Check(faults) { Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) }.Fields(filter);
        var page = paging.Read<Guid?>("verifications", filter, faults);
        if (faults.Any) return faults.ToProblem();

        var seen = db.OwnedBy<VerificationRecord>(caller);
        if (filter.Verdict is { } verdict) seen = seen.Where(v => v.Verdict == verdict);
        if (filter.Certificate is { } certificate) seen = seen.Where(v => v.CertificateId == certificate);
        if (page.After is { } last) seen = seen.Where(v => v.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(v => v.Id).Take(page.Take).ToListAsync(ct);
        return await page.ShowAsync(found, v => v.Id, v => (new ShownRecord(nameof(VerificationRecord), v.Id, v.Originator, 1, ReleaseLevel.Full), new Line
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
        }), ct);
    }
}
