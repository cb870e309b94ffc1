using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Lists the certificates of the caller's State and those released to it, the newest first.</summary>
internal static class ListCertificates
{
    /// <summary>Filters; all that are given must match.</summary>
    public sealed record Filter
    {
        /// <summary>The type of certificate.</summary>
        [FromQuery(Name = "type"), Code("certificate_type")] public string? Type { get; init; }

        /// <summary>Where the certificate stands.</summary>
        [FromQuery(Name = "status"), Code("certificate_status")] public string? Status { get; init; }

        /// <summary>The State that issued it.</summary>
        [FromQuery(Name = "issuingState"), Country] public string? IssuingState { get; init; }

        /// <summary>The certificate's number, whole.</summary>
        [FromQuery(Name = "number"), Text(CertificateRules.MaxNumber)] public string? Number { get; init; }
    }

    /// <summary>What the list shows of a certificate.</summary>
    [Leveled]
    public sealed record Line
    {
        /// <summary>The id of the certificate.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }

        /// <summary>What people call the certificate.</summary>
        [Reference][VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }

        /// <summary>The State that issued it.</summary>
        [Country][VisibleFrom(ReleaseLevel.Summary)] public required string IssuingState { get; init; }

        /// <summary>The type of certificate.</summary>
        [Code("certificate_type")][VisibleFrom(ReleaseLevel.Summary)] public required string Type { get; init; }

        /// <summary>The issuing authority's own number.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required string Number { get; init; }

        /// <summary>The day (UTC) that the certificate bears.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required DateOnly IssuedOn { get; init; }

        /// <summary>The last day (UTC) on which it is valid, where it has one.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidUntil { get; init; }

        /// <summary>The country in which the goods are used.</summary>
        [Country][VisibleFrom(ReleaseLevel.Summary)] public required string FinalDestination { get; init; }

        /// <summary>Where it stands, whatever the day says of its validity.</summary>
        [Code("certificate_status")][VisibleFrom(ReleaseLevel.Summary)] public required string Status { get; init; }

        /// <summary>The level at which it is shown to the caller.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapGet("/", HandleAsync)
        .WithName("ListCertificates").WithSummary("Lists own and released certificates").RequireScope(Scopes.CertificatesRead);

    internal static async Task<Results<PageAnswer<Line>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] Paging paging, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) }.Fields(filter);
        var page = paging.Read<Guid?>("certificates", filter, faults);
        if (faults.Any) return faults.ToProblem();

        var seen = db.VisibleTo<Certificate>(caller, now);
        if (filter.Type is { } type) seen = seen.Where(c => c.Record.Type == type);
        if (filter.Status is { } status) seen = seen.Where(c => c.Record.Status == status);
        if (filter.IssuingState is { } state) seen = seen.Where(c => c.Record.Originator == state);
        if (filter.Number is { } number) seen = seen.Where(c => c.Record.Number == number);
        if (page.After is { } last) seen = seen.Where(c => c.Record.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(c => c.Record.Id).Take(page.Take).Select(c => new
        {
            c.Level,
            c.Record.Version,
            Line = new Line
            {
                Id = c.Record.Id,
                Reference = c.Record.Reference,
                IssuingState = c.Record.Originator,
                Type = c.Record.Type,
                Number = c.Record.Number,
                IssuedOn = c.Record.IssuedOn,
                ValidUntil = c.Record.ValidUntil,
                FinalDestination = c.Record.FinalDestination,
                Status = c.Record.Status,
                Level = c.Level,
            },
        }).ToListAsync(ct);
        return await page.ShowAsync(found, c => c.Line.Id, c => (new ShownRecord(nameof(Certificate), c.Line.Id, c.Line.IssuingState, c.Version, c.Level), c.Line), ct);
    }
}
