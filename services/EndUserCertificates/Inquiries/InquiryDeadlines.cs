using Exchange.Access;
using Exchange.EndUserCertificates.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>
/// Reminds States of open questions, and releases a question to their point of contact once the deadline has passed. Every replica does
/// it: if two take the same step, one commits, and the other finds it done.
/// </summary>
internal sealed partial class InquiryDeadlines(
    IServiceScopeFactory scopes, IOptions<EndUserCertificatesOptions> options, TimeProvider clock, ILogger<InquiryDeadlines> log)
    : PeriodicWork("Sending reminders of inquiries", options.Value.InquiryCheckInterval, atOnce: true, scopes, clock, log)
{
    private const int Batch = 200;

    protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        while (await RemindAsync(ct)) { }
        return false;
    }

    /// <summary>Takes the steps that are due, at most a batch. Returns true if all succeeded and more may be due.</summary>
    private async Task<bool> RemindAsync(CancellationToken ct)
    {
        List<Guid> due;
        await using (var scope = Scopes.CreateAsyncScope())
        {
            var now = Clock.GetUtcNow();
            due = await scope.ServiceProvider.GetRequiredService<CertificatesDb>().Set<Inquiry>()
                .Where(i => i.NextStepAt <= now).OrderBy(i => i.NextStepAt).Select(i => i.Id).Take(Batch).ToListAsync(ct);
        }
        var taken = 0;
        foreach (var id in due)
        {
            try
            {
                await RemindAsync(id, ct);
                taken++;
            }
            // If two processes escalate, the later one finds the grant or a newer version.
            catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || UniqueViolations.Is(e))
            {
                LogElsewhere(log, id);
            }
            catch (DbUpdateException e)
            {
                // One failure must not stop the others.
                LogStepFailed(log, e, id);
            }
        }
        return taken == Batch;
    }

    private async Task RemindAsync(Guid id, CancellationToken ct)
    {
        await using var scope = Scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CertificatesDb>();
        if (await db.Set<Inquiry>().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } inquiry || !inquiry.TryRemind(Clock.GetUtcNow())) return;
        if (inquiry.EscalatedAt is not null) db.Set<Grant<Inquiry>>().Add(inquiry.EscalationGrant());
        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(LogLevel.Debug, "Inquiry {Inquiry} was changed by another process; it is checked again in the next round")]
    private static partial void LogElsewhere(ILogger log, Guid inquiry);

    [LoggerMessage(LogLevel.Warning, "Sending the reminder of inquiry {Inquiry} failed; it is retried in the next round")]
    private static partial void LogStepFailed(ILogger log, Exception e, Guid inquiry);
}
