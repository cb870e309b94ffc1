using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Lists the certificates of the caller's State and those released to it, the newest first.</summary>
internal static class ListCertificates
{
    /// <summary>Filters; all that are given must match.</summary>
    public sealed record Filter
    {
        public string? Type { get; init; }
        public string? Status { get; init; }

        /// <summary>The issuing State, alpha-3.</summary>
        public string? IssuingState { get; init; }

        /// <summary>The certificate's number, whole.</summary>
        public string? Number { get; init; }
    }

    /// <summary>What the list shows of a certificate.</summary>
    [Leveled]
    public sealed record Line
    {
        [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string IssuingState { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string Type { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string Number { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required DateOnly IssuedOn { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidUntil { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string FinalDestination { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string Status { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapGet("/", HandleAsync)
        .WithName("ListCertificates").WithSummary("Lists own and released certificates").RequireScope(Scopes.CertificatesRead);

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, int? limit, string? cursor, Principal caller, CertificatesDb db, Cursors cursors, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        var check = new Check(faults) { Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) };
        check.Code(filter.Type, CodeLists.CertificateType);
        check.Code(filter.Status, CodeLists.CertificateStatus);
        check.Country(filter.IssuingState);
        check.Text(filter.Number, 64);
        var size = Pages.Limit(limit, faults);
        var scope = $"certificates {caller.Member} {filter}";
        Guid? before = null;
        if (cursor is not null && !cursors.TryUnprotect(cursor, scope, out before)) faults.Add("cursor", "is not a cursor of this list");
        if (faults.Any) return faults.ToProblem();

        var seen = db.VisibleTo<Certificate>(caller, clock.GetUtcNow());
        if (filter.Type is { } type) seen = seen.Where(c => c.Record.Type == type);
        if (filter.Status is { } status) seen = seen.Where(c => c.Record.Status == status);
        if (filter.IssuingState is { } state) seen = seen.Where(c => c.Record.Originator == state);
        if (filter.Number is { } number) seen = seen.Where(c => c.Record.Number == number);
        if (before is { } last) seen = seen.Where(c => c.Record.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(c => c.Record.Id).Take(size + 1).Select(c => new
        {
            c.Level,
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
        var next = found.Count > size ? cursors.Protect<Guid?>(found[size - 1].Line.Id, scope) : null;
        return Pages.Of(http, found.Take(size).Select(c => LevelJson.Serialize(c.Line, c.Level)), next);
    }
}
