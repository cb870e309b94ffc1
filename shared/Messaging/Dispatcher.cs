using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Messaging;

/// <summary>Moves committed messages from an outbox to the bus: how depends on what the bus keeps.</summary>
internal interface IOutboxRelay<TDb> where TDb : DbContext
{
    /// <summary>How many it sends at once: as many as the broker's client has unconfirmed on a channel, or a little less.</summary>
    const int BatchSize = 100;

    /// <summary>Sends what waits, at most one batch; gives how many these were.</summary>
    Task<int> RelayAsync(TDb db, CancellationToken ct);
}

/// <summary>The name by which logs speak of the outbox of <typeparamref name="TDb"/>.</summary>
internal sealed record OutboxName<TDb>(string Service) where TDb : DbContext;

/// <summary>
/// Sends the messages of one outbox: at once after a commit of this process, and every few seconds what a commit
/// elsewhere, a crash or an outage left. While the broker or the database is away it waits, and goes on by itself.
/// </summary>
internal sealed partial class OutboxDispatcher<TDb>(
    OutboxName<TDb> name, IOutboxRelay<TDb> relay, CommitSignal<TDb> committed, IBusControl bus, IServiceScopeFactory scopes, TimeProvider clock,
    ILogger<OutboxDispatcher<TDb>> log) : BackgroundService where TDb : DbContext
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BusCheckInterval = TimeSpan.FromMilliseconds(100);

    // Under load a batch costs little more than a single message.
    private static readonly TimeSpan GatherInterval = TimeSpan.FromMilliseconds(20);
    private bool failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var net = clock.CreateTimer(_ => committed.Raise(), null, TimeSpan.Zero, PollInterval);
        while (await committed.WaitAsync(stoppingToken))
        {
            try
            {
                await WaitForBusAsync(stoppingToken);
                int sent;
                do sent = await RelayAsync(stoppingToken);
                while (sent == IOutboxRelay<TDb>.BatchSize);
                if (failing) LogRecovered(log, name.Service);
                failing = false;
                if (sent > 1) await Task.Delay(GatherInterval, clock, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failing) LogFailing(log, e, name.Service);
                failing = true;
                await Task.Delay(PauseAfterFailure, clock, stoppingToken);
                committed.Raise();
            }
        }
    }

    private async Task<int> RelayAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await relay.RelayAsync(scope.ServiceProvider.GetRequiredService<TDb>(), ct);
    }

    // Not before every endpoint is bound: what is sent earlier would miss a consumer of this process.
    private async Task WaitForBusAsync(CancellationToken ct)
    {
        while (bus.CheckHealth().Status != BusHealthStatus.Healthy)
            await Task.Delay(BusCheckInterval, clock, ct);
    }

    [LoggerMessage(LogLevel.Warning, "Messages of {Service} cannot be sent; they wait in its outbox")]
    private static partial void LogFailing(ILogger log, Exception e, string service);

    [LoggerMessage(LogLevel.Information, "Messages of {Service} are sent again")]
    private static partial void LogRecovered(ILogger log, string service);
}
