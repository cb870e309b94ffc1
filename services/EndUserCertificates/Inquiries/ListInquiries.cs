using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>Lists the questions that the caller's State has asked and those it is asked, the newest first.</summary>
internal static class ListInquiries
{
    private const string Asked = "asked";
    private const string Asking = "asking";

    /// <summary>Filters; all that are given must match.</summary>
    public sealed record Filter
    {
        /// <summary><c>asking</c>: only what the caller's State asks; <c>asked</c>: only what it is asked.</summary>
        public string? Role { get; init; }

        /// <summary><see cref="CodeLists.InquiryState"/>.</summary>
        public string? State { get; init; }

        /// <summary>Whether it is open and past its deadline.</summary>
        public bool? Overdue { get; init; }
    }

    /// <summary>What the list shows of a question.</summary>
    [Leveled]
    public sealed record Line
    {
        [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string AskingState { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string AskedState { get; init; }

        /// <summary>The certificate that it is about: its issuing State, as it says, and its number.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required string IssuingState { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string Number { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required string State { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset AskedAt { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset DueAt { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public required bool Overdue { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? EscalatedAt { get; init; }
        [VisibleFrom(ReleaseLevel.Summary)] public string? Answer { get; init; }
    }

    public static void Map(IEndpointRouteBuilder inquiries, InquiryKind kind) => inquiries.MapGet("/", (
            [AsParameters] Filter filter, int? limit, string? cursor, Principal caller, CertificatesDb db, Cursors cursors, TimeProvider clock, HttpContext http, CancellationToken ct) =>
            HandleAsync(kind, filter, limit, cursor, caller, db, cursors, clock, http, ct))
        .WithName($"List{kind.Name}s").WithSummary("Lists questions asked and to be answered").RequireAnyCertificateScope();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        InquiryKind kind, Filter filter, int? limit, string? cursor, Principal caller, CertificatesDb db, Cursors cursors, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        if (filter.Role is not (null or Asked or Asking)) check.Fault("role", $"has to be {Asked} or {Asking}");
        check.Code(filter.State, CodeLists.InquiryState);
        var size = Pages.Limit(limit, faults);
        var scope = $"{kind.Name} {caller.Member} {filter}";
        Guid? before = null;
        if (cursor is not null && !cursors.TryUnprotect(cursor, scope, out before)) faults.Add("cursor", "is not a cursor of this list");
        if (faults.Any) return faults.ToProblem();

        var code = kind.Code;
        var seen = db.VisibleTo<Inquiry>(caller, now).Where(i => i.Record.Kind == code);
        if (filter.Role == Asking) seen = seen.Where(i => i.Record.Originator == caller.Member);
        if (filter.Role == Asked) seen = seen.Where(i => i.Record.AskedState == caller.Member);
        if (filter.State is { } state) seen = seen.Where(i => i.Record.State == state);
        if (filter.Overdue is { } overdue)
            seen = seen.Where(i => ((i.Record.State == InquiryState.Asked || i.Record.State == InquiryState.Acknowledged) && i.Record.DueAt <= now) == overdue);
        if (before is { } last) seen = seen.Where(i => i.Record.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(i => i.Record.Id).Take(size + 1).Select(i => new
        {
            i.Level,
            Line = new Line
            {
                Id = i.Record.Id,
                Reference = i.Record.Reference,
                AskingState = i.Record.Originator,
                AskedState = i.Record.AskedState,
                IssuingState = i.Record.IssuingState,
                Number = i.Record.Number,
                State = i.Record.State,
                AskedAt = i.Record.AskedAt,
                DueAt = i.Record.DueAt,
                Overdue = (i.Record.State == InquiryState.Asked || i.Record.State == InquiryState.Acknowledged) && i.Record.DueAt <= now,
                EscalatedAt = i.Record.EscalatedAt,
                Answer = i.Record.Answer,
            },
        }).ToListAsync(ct);
        var next = found.Count > size ? cursors.Protect<Guid?>(found[size - 1].Line.Id, scope) : null;
        return Pages.Of(http, found.Take(size).Select(i => LevelJson.Serialize(i.Line, i.Level)), next);
    }
}
