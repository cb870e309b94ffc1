using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Exchange.Gateway.Health;

/// <summary>
/// Counts the messages in the broker's queue <c>unrouted</c>: events that reached no consumer's queue because a binding, an exchange or a
/// queue is missing. The health check <c>unrouted</c> is degraded while there are any, or while they cannot be counted.
/// </summary>
internal sealed partial class UnroutedMessages(IConfiguration configuration, TimeProvider clock, ILogger<UnroutedMessages> log) : BackgroundService, IHealthCheck
{
    private const string Queue = "unrouted";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private long? count;

    /// <summary>Adds the count and its health check, if the broker has definitions (<c>RabbitMq:HasDefinitions</c>): they declare the queue.</summary>
    public static void Add(IHostApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue<bool>("RabbitMq:HasDefinitions")) return;
        builder.Services.AddSingleton<UnroutedMessages>();
        builder.Services.AddHostedService(services => services.GetRequiredService<UnroutedMessages>());
        builder.Services.AddHealthChecks().AddCheck<UnroutedMessages>(Queue, HealthStatus.Degraded, tags: ["ready"]);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(count is 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("Messages reached no queue, or the broker does not answer."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await CountAsync(timer, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested && e is BrokerUnreachableException or OperationInterruptedException or IOException or TimeoutException or OperationCanceledException)
            {
                if (count is not null) LogFailed(log, e);
                count = null;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Counts until the connection fails. A passive declaration needs no permission on the queue.
    private async Task CountAsync(PeriodicTimer timer, CancellationToken ct)
    {
        var factory = new ConnectionFactory
        {
            Uri = new Uri(configuration.GetConnectionString("rabbitmq")!), ClientProvidedName = "gateway unrouted", AutomaticRecoveryEnabled = false,
        };
        await using var connection = await factory.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        do
        {
            var found = (await channel.QueueDeclarePassiveAsync(Queue, ct)).MessageCount;
            if (found > 0 && count is null or 0) LogUnrouted(log, found);
            count = found;
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    [LoggerMessage(LogLevel.Warning, "{Count} messages reached no consumer; they are in the broker's queue unrouted")]
    private static partial void LogUnrouted(ILogger log, long count);

    [LoggerMessage(LogLevel.Warning, "Unrouted messages cannot be counted; the gateway tries again")]
    private static partial void LogFailed(ILogger log, Exception e);
}
