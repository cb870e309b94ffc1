using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Exchange.Messaging;

/// <summary>The bus of a host. The transport is chosen here and nowhere else.</summary>
public static class Bus
{
    /// <summary>
    /// RabbitMQ when <c>ConnectionStrings:rabbitmq</c> (an AMQP URI) is set, else in memory. The host starts and serves
    /// without its broker; the health check <c>broker</c> (tag <c>ready</c>) says that it does not answer.
    /// </summary>
    public static IHostApplicationBuilder AddExchangeBus(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> configure)
    {
        var broker = builder.Configuration.GetConnectionString("rabbitmq");
        builder.Services.AddSingleton<Deliveries>();
        builder.Services.AddMassTransit(bus =>
        {
            // It would report to the vendor from each host.
            bus.DisableUsageTelemetry();
            // Its own check calls a bus of which half the queues are away ready.
            bus.ConfigureHealthCheckOptions(health => health.Tags.Add("masstransit"));
            configure(bus);
            if (string.IsNullOrEmpty(broker)) UseInMemory(bus);
            else UseRabbitMq(bus, new Uri(broker), builder.Configuration.GetValue<bool>("RabbitMq:HasDefinitions"));
        });
        builder.Services.AddHealthChecks().AddCheck<BusHealth>("broker", tags: ["ready"]);
        builder.Services.AddSingleton(typeof(IOutboxRelay<>), string.IsNullOrEmpty(broker) ? typeof(InMemoryRelay<>) : typeof(BrokerRelay<>));
        return builder;
    }

    private static void UseRabbitMq(IBusRegistrationConfigurator bus, Uri broker, bool hasDefinitions)
    {
        bus.AddConfigureEndpointsCallback((_, _, endpoint) =>
        {
            var queue = (IRabbitMqReceiveEndpointConfigurator)endpoint;
            // The bindings are in the broker's definitions (compose/Setup): a service may not change what it consumes.
            if (hasDefinitions) endpoint.ConfigureConsumeTopology = false;
            queue.SetQuorumQueue();
            // From version 4 on RabbitMQ drops a message that has been returned 20 times, as by a service that keeps crashing.
            queue.SetQueueArgument("x-delivery-limit", int.MaxValue);
            endpoint.PrefetchCount = 64;
            // Each running message holds a connection to the database.
            endpoint.ConcurrentMessageLimit = 16;
        });
        bus.UsingRabbitMq((context, transport) =>
        {
            transport.Host(broker, host =>
            {
                host.PublisherConfirmation = true;
                // A broker that is gone without a word is noticed within twice this.
                host.Heartbeat(TimeSpan.FromSeconds(10));
            });
            transport.ConfigureEndpoints(context);
        });
    }

    private static void UseInMemory(IBusRegistrationConfigurator bus)
    {
        // SQLite has one writer at a time; more than one, so that a message that is being retried does not hold the others.
        bus.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.ConcurrentMessageLimit = 4);
        bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
    }
}

/// <summary>Ready only when every queue of this process is open.</summary>
internal sealed class BusHealth(IBusControl bus) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(bus.CheckHealth().Status == BusHealthStatus.Healthy
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "The broker does not answer."));
}
