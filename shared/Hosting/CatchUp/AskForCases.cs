using Exchange.Contracts;
using Exchange.Hosting.Data;
using Exchange.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Hosting.CatchUp;

/// <summary>
/// Asks DiversionCases to tell every case, and again when no answer comes: a request, too, is lost when the queue that it is for
/// does not exist yet. The pauses grow, since telling takes the longer the more cases there are.
/// </summary>
internal sealed partial class AskForCases<TDb>(CatchingUp<TDb> catchingUp, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AskForCases<TDb>> log)
    : BackgroundService where TDb : ExchangeDb
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var failing = false;
        do
        {
            try
            {
                if (await AskAsync(stoppingToken)) return;
                failing = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failing) LogFailing(log, e, catchingUp.Service);
                failing = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>True when all has been told.</summary>
    private async Task<bool> AskAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = clock.GetUtcNow();
        var asked = await db.Set<CaseCatchUp>().SingleOrDefaultAsync(c => c.Id == CaseCatchUp.Only, ct);
        if (asked?.ToldAt is not null) return true;
        if (asked is not null && now < asked.AskedAt + PauseAfter(asked.Asked)) return false;

        if (asked is null) db.Add(new CaseCatchUp { Id = CaseCatchUp.Only, Asked = 1, AskedAt = now });
        else (asked.Asked, asked.AskedAt) = (asked.Asked + 1, now);
        await scope.ServiceProvider.GetRequiredService<IOutbox<TDb>>().PublishAsync(new CasesRequested(catchingUp.Service), ct);
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

    [LoggerMessage(LogLevel.Warning, "{Service} cannot ask for the cases from before it took part; it tries again")]
    private static partial void LogFailing(ILogger log, Exception e, string service);
}
