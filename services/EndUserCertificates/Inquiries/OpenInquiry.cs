using System.Globalization;
using Exchange.Access;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>Opens inquiries of either kind: who can be asked, how long an answer may take, and how many may be open at once.</summary>
internal sealed class OpenInquiry(CertificatesDb db, ReferenceNumbers numbers, TrustDirectory trust, IOptions<EndUserCertificatesOptions> options)
{
    public const int LongestDays = 90;
    public const string TooMany = "too-many-open-inquiries";

    /// <summary>Nobody knows when a question is answered; retrying more often is pointless.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromHours(1);

    /// <summary>An inquiry as it was opened.</summary>
    public sealed record Response
    {
        /// <summary>The id of the question.</summary>
        public required Guid Id { get; init; }

        /// <summary>What people call the question.</summary>
        [Reference] public required string Reference { get; init; }

        /// <summary>Where the question stands.</summary>
        [Code("inquiry_state")] public required string State { get; init; }

        /// <summary>The deadline of the answer (UTC).</summary>
        public required DateTimeOffset DueAt { get; init; }

        /// <summary>The hash of the question. The answer is signed over it.</summary>
        [Sha256] public required string QuestionHash { get; init; }
    }

    /// <summary>The State that is asked has to be another member of the network, and an active one.</summary>
    public void CheckAskedState(Check check, string? state, Principal caller, string field)
    {
        if (state is null || !Countries.Contains(state)) return;
        if (state == caller.Member) check.Fault(field, "is the asking State itself");
        else if (trust.Member(state) is not { Kind: MemberKind.State } member) check.Fault(field, "is not a member of the network and cannot be asked through it");
        else if (member.Status != MemberStatus.Active) check.Fault(field, $"is {member.Status} at present and cannot be asked through the network");
    }

    /// <summary>Stores the question, unless too many of the caller's State are open with the one that is asked.</summary>
    /// <param name="question">In JSON.</param>
    /// <param name="about">The certificate that it is about.</param>
    /// <param name="dueInDays">1 to <see cref="LongestDays"/>; the operator's setting if null.</param>
    public async Task<Results<Created<Response>, ProblemHttpResult>> AskAsync(
        InquiryKind kind, Principal caller, string askedState, string question, CertificateReference about, int? dueInDays, DateTimeOffset now, HttpResponse http, CancellationToken ct)
    {
        var within = dueInDays is { } days ? TimeSpan.FromDays(days) : options.Value.InquiryDeadline;
        Inquiry? inquiry = null;
        var refused = await db.UnlessRefusedAsync(async () =>
        {
            if (await IsFullAsync(caller, askedState, now, ct))
            {
                http.Headers.RetryAfter = AskAgainAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
                return Problems.Of(StatusCodes.Status429TooManyRequests, TooMany, "Too many open questions",
                    $"{options.Value.MostOpenInquiries} questions to {askedState} are open already; more can be asked when some are answered or withdrawn.");
            }
            inquiry = await numbers.DrawAsync(db, caller.Member, now, InquiryModel.ReferenceIndex, async reference =>
            {
                var asked = Inquiry.Ask(caller, kind, askedState, question, about, within, reference, now);
                db.Add(asked);
                db.AddRange(asked.Grants());
                await db.SaveChangesAsync(ct);
                return asked;
            }, ct);
            return null;
        }, ct);
        if (refused is not null) return refused;
        return TypedResults.Created($"{kind.Path}/{inquiry!.Id}", new Response
        {
            Id = inquiry.Id, Reference = inquiry.Reference, State = inquiry.State, DueAt = inquiry.DueAt, QuestionHash = inquiry.QuestionHash,
        });
    }

    private async Task<bool> IsFullAsync(Principal caller, string askedState, DateTimeOffset now, CancellationToken ct)
    {
        // Counting and adding must not interleave.
        await db.TakeTurnAsync($"open-inquiries {caller.Member} {askedState}", ct);
        return await db.VisibleTo<Inquiry>(caller, now).CountAsync(i => i.Record.Originator == caller.Member && i.Record.AskedState == askedState
            && (i.Record.State == InquiryState.Asked || i.Record.State == InquiryState.Acknowledged), ct) >= options.Value.MostOpenInquiries;
    }
}

/// <summary>What both operations that open an inquiry document.</summary>
internal static class OpeningTexts
{
    /// <summary>Documents the refusals of <see cref="OpenInquiry.AskAsync"/>.</summary>
    public static RouteHandlerBuilder OpensInquiry(this RouteHandlerBuilder endpoint) =>
        endpoint.Refuses(StatusCodes.Status429TooManyRequests, OpenInquiry.TooMany, "as many questions of the caller's State to that State are open as the operator allows");
}
