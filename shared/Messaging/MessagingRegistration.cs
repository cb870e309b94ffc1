using Exchange.Storage;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Exchange.Messaging;

/// <summary>What a module calls to publish and to consume.</summary>
public static class MessagingRegistration
{
    /// <summary>
    /// The outbox of <typeparamref name="TDb"/>: <see cref="IOutbox{TDb}"/>, and the dispatcher that sends from it. The
    /// database's registration has to add the container's <see cref="IInterceptor"/>s, and its model <see cref="MessagingModel"/>.
    /// </summary>
    /// <param name="service">The name by which logs speak of it.</param>
    public static IServiceCollection AddOutbox<TDb>(this IServiceCollection services, string service) where TDb : DbContext
    {
        services.TryAddSingleton(new OutboxName<TDb>(service));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<IOutbox<TDb>, Outbox<TDb>>();
        services.TryAddScoped<ParkedMessages<TDb>>();
        services.TryAddSingleton<CommitSignal<TDb>>();
        services.TryAddSingleton<SharedCommits<TDb>>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IInterceptor, CommitInterceptor<TDb>>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OutboxDispatcher<TDb>>());
        return services;
    }

    /// <summary>
    /// Adds a consumer whose effects, with what it publishes, commit once per message in <typeparamref name="TDb"/>. Its
    /// endpoint is <c>{service}-{consumer}</c>, since two services' consumers of the same name must not share a queue.
    /// It takes the exact contracts of its <see cref="IConsumer{T}"/> interfaces.
    /// </summary>
    /// <param name="name">Stands in the place of the consumer's class, for a generic one.</param>
    public static void AddInboxConsumer<TConsumer, TDb>(this IBusRegistrationConfigurator bus, string service, string? name = null)
        where TConsumer : class, IConsumer
        where TDb : DbContext
    {
        var endpoint = $"{service}-{name ?? KebabCaseEndpointNameFormatter.Instance.SanitizeName(typeof(TConsumer).Name.Split('`')[0])}";
        bus.AddOutbox<TDb>(service);
        bus.TryAddScoped<IOutboxContextFactory<TDb>, Inbox<TDb>>();
        bus.TryAddSingleton<ParkFilter<TDb>>();
        bus.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, InboxPruner<TDb>>());
        bus.AddSingleton(new InboxConsumer(endpoint, [.. ContractsOf(typeof(TConsumer)).Select(MessageUrn.ForTypeString)]));
        bus.AddConsumer<TConsumer, InboxConsumerDefinition<TConsumer, TDb>>().Endpoint(e => e.Name = endpoint);
    }

    private static IEnumerable<Type> ContractsOf(Type consumer) =>
        from taken in consumer.GetInterfaces()
        where taken.IsGenericType && taken.GetGenericTypeDefinition() == typeof(IConsumer<>)
        select taken.GetGenericArguments()[0];
}

/// <summary>The pipeline of every endpoint, from the outside in: park what is given up; retry; one transaction with the inbox; the consumer.</summary>
internal sealed class InboxConsumerDefinition<TConsumer, TDb> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
    where TDb : DbContext
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator, IRegistrationContext context)
    {
        var park = context.GetRequiredService<ParkFilter<TDb>>();
        var retries = new RetryPolicy(
            context.GetRequiredService<TimeProvider>(), context.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        // Nothing is published outside an outbox, and nobody listens for faults.
        endpointConfigurator.PublishFaults = false;
        endpointConfigurator.ConfigureError(error =>
        {
            error.UseFilter(new GenerateFaultFilter());
            error.UseFilter(park);
        });
        endpointConfigurator.ConfigureDeadLetter(skipped => skipped.UseFilter(park));
        endpointConfigurator.UseMessageRetry(retry => retry.SetRetryPolicy(_ => retries));
        endpointConfigurator.ConnectConsumerConfigurationObserver(new OutboxConsumePipeSpecificationObserver<TDb>(endpointConfigurator, context));
    }
}
