using System.Globalization;
using Exchange.Access;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
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

    /// <summary>Nobody knows when a question is answered; retrying more often is pointless.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromHours(1);

    /// <summary>An inquiry as it was opened.</summary>
    public sealed record Response(Guid Id, string Reference, string State, DateTimeOffset DueAt, string QuestionHash);

    /// <summary>The State that is asked has to be another member of the network, and an active one.</summary>
    public void CheckAskedState(Check check, string? state, Principal caller, string field)
    {
        check.Required(state, field);
        check.Country(state, field);
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
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        if (await IsFullAsync(caller, askedState, now, ct))
        {
            http.Headers.RetryAfter = AskAgainAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            return Problems.Of(StatusCodes.Status429TooManyRequests, "too-many-open-inquiries", "Too many open questions",
                $"{options.Value.MostOpenInquiries} questions to {askedState} are open already; more can be asked when some are answered or withdrawn.");
        }
        var within = dueInDays is { } days ? TimeSpan.FromDays(days) : options.Value.InquiryDeadline;
        while (true)
        {
            var inquiry = Inquiry.Ask(caller, kind, askedState, question, about, within, References.New(caller.Member, now, numbers.Next()), now);
            db.Add(inquiry);
            db.AddRange(inquiry.Grants());
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException e) when (UniqueViolations.IsOf(e, InquiryModel.ReferenceIndex, nameof(Inquiry.Reference)))
            {
                // Another inquiry has this reference: draw another number.
                db.ChangeTracker.Clear();
                continue;
            }
            if (transaction is not null) await transaction.CommitAsync(CancellationToken.None);
            return TypedResults.Created($"{kind.Path}/{inquiry.Id}",
                new Response(inquiry.Id, inquiry.Reference, inquiry.State, inquiry.DueAt, inquiry.QuestionHash));
        }
    }

    private async Task<bool> IsFullAsync(Principal caller, string askedState, DateTimeOffset now, CancellationToken ct)
    {
        // Counting and adding must not interleave. On SQLite they cannot: a transaction is the only writer.
        if (db.Database.IsNpgsql())
        {
            var turn = $"open-inquiries {caller.Member} {askedState}";
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({turn}, 0))", ct);
        }
        return await db.VisibleTo<Inquiry>(caller, now).CountAsync(i => i.Record.Originator == caller.Member && i.Record.AskedState == askedState
            && (i.Record.State == InquiryState.Asked || i.Record.State == InquiryState.Acknowledged), ct) >= options.Value.MostOpenInquiries;
    }
}
