using Exchange.Contracts;
using Exchange.Hosting.Data;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Hosting.CatchUp;

/// <summary>
/// Asks for all records of a kind, and asks again when no answer comes: a request, too, is lost when the queue that it is for does not exist yet.
/// The pauses grow, since the answer takes longer the more records there are.
/// </summary>
internal sealed class AskForRecords<TDb, TRequest, TDone>(
    CatchUpOf<TDb, TRequest, TDone> catchUp, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AskForRecords<TDb, TRequest, TDone>> log)
    : PeriodicWork($"Asking for {catchUp.Kind} for {catchUp.Service}", Interval, atOnce: true, scopes, clock, log)
    where TDb : ExchangeDb
    where TRequest : class
    where TDone : class, ICatchUpDone
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CatchUpOf<TDb, TRequest, TDone> wanted = catchUp;

    protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<TDb>();
        var now = Clock.GetUtcNow();
        var asked = await db.Set<CatchUp>().SingleOrDefaultAsync(c => c.Kind == wanted.Kind, ct);
        if (asked?.DoneAt is not null) return true;
        if (asked is not null && now < asked.AskedAt + PauseAfter(asked.Asked)) return false;

        if (asked is null) db.Add(new CatchUp { Kind = wanted.Kind, Asked = 1, AskedAt = now });
        else (asked.Asked, asked.AskedAt) = (asked.Asked + 1, now);
        await services.GetRequiredService<IOutbox<TDb>>().PublishAsync(wanted.Request(wanted.Service), ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || UniqueViolations.Is(e))
        {
            // Another replica asked at the same moment.
        }
        return false;
    }

    private static TimeSpan PauseAfter(int asked) =>
        TimeSpan.FromTicks(Math.Min((FirstPause * Math.Pow(2, Math.Min(asked - 1, 16))).Ticks, LongestPause.Ticks));
}
