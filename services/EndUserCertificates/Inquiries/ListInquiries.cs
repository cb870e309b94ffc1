using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
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
        [FromQuery(Name = "role"), OneOf(Asked, Asking)] public string? Role { get; init; }

        /// <summary>Where the question stands.</summary>
        [FromQuery(Name = "state"), Code("inquiry_state")] public string? State { get; init; }

        /// <summary>Whether it is open and past its deadline.</summary>
        [FromQuery(Name = "overdue")] public bool? Overdue { get; init; }
    }

    /// <summary>What the list shows of a question.</summary>
    [Leveled]
    public sealed record Line
    {
        /// <summary>The id of the question.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }

        /// <summary>What people call the question.</summary>
        [Reference][VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }

        /// <summary>The State that asks.</summary>
        [Country][VisibleFrom(ReleaseLevel.Summary)] public required string AskingState { get; init; }

        /// <summary>The State that is asked.</summary>
        [Country][VisibleFrom(ReleaseLevel.Summary)] public required string AskedState { get; init; }

        /// <summary>The State that issued the certificate in question, or that the paper names as its issuer.</summary>
        [Country][VisibleFrom(ReleaseLevel.Summary)] public required string IssuingState { get; init; }

        /// <summary>The number of that certificate.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required string Number { get; init; }

        /// <summary>Where the question stands.</summary>
        [Code("inquiry_state")][VisibleFrom(ReleaseLevel.Summary)] public required string State { get; init; }

        /// <summary>When it was asked (UTC).</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset AskedAt { get; init; }

        /// <summary>The deadline of the answer (UTC).</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset DueAt { get; init; }

        /// <summary>Whether it is open and past its deadline.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required bool Overdue { get; init; }

        /// <summary>Since when the asked State's point of contact sees it too (UTC).</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? EscalatedAt { get; init; }

        /// <summary>The answer: a code of <c>authentication_answer</c> or of <c>consent_answer</c>, by the kind of the question.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public string? Answer { get; init; }
    }

    public static void Map<TView>(IEndpointRouteBuilder inquiries) where TView : InquiryView, IViewOfKind => inquiries.MapGet("/", HandleAsync<TView>)
        .WithName($"List{TView.Kind.Name}s").WithSummary("Lists questions asked and to be answered").RequireAnyCertificateScope();

    internal static async Task<Results<PageAnswer<Line>, ProblemHttpResult>> HandleAsync<TView>(
        [AsParameters] Filter filter, [AsParameters] Paging paging, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct) where TView : InquiryView, IViewOfKind
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) }.Fields(filter);
        var page = paging.Read<Guid?>(TView.Kind.Name, filter, faults);
        if (faults.Any) return faults.ToProblem();

        var code = TView.Kind.Code;
        var seen = db.VisibleTo<Inquiry>(caller, now).Where(i => i.Record.Kind == code);
        if (filter.Role == Asking) seen = seen.Where(i => i.Record.Originator == caller.Member);
        if (filter.Role == Asked) seen = seen.Where(i => i.Record.AskedState == caller.Member);
        if (filter.State is { } state) seen = seen.Where(i => i.Record.State == state);
        if (filter.Overdue is { } overdue)
            seen = seen.Where(i => ((i.Record.State == InquiryState.Asked || i.Record.State == InquiryState.Acknowledged) && i.Record.DueAt <= now) == overdue);
        if (page.After is { } last) seen = seen.Where(i => i.Record.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(i => i.Record.Id).Take(page.Take).Select(i => new
        {
            i.Level,
            i.Record.Version,
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
        return await page.ShowAsync(found, i => i.Line.Id, i => (new ShownRecord(nameof(Inquiry), i.Line.Id, i.Line.AskingState, i.Version, i.Level), i.Line), ct);
    }
}
