using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The signatures of this project until its parts land; whoever lands them deletes this file.
namespace Exchange.Messaging;

public interface IOutbox<TDb> where TDb : DbContext
{
    Task PublishAsync<T>(T message, CancellationToken ct = default) where T : class;
}

public static class MessagingModel
{
    public static ModelBuilder AddMessaging(this ModelBuilder model) => model;
}

public static class MessagingRegistration
{
    public static IServiceCollection AddOutbox<TDb>(this IServiceCollection services, string service) where TDb : DbContext =>
        services.AddScoped<IOutbox<TDb>, NoOutbox<TDb>>();

    public static void AddInboxConsumer<TConsumer, TDb>(this IBusRegistrationConfigurator bus, string service)
        where TConsumer : class, IConsumer where TDb : DbContext => bus.AddConsumer<TConsumer>();

    public static IHostApplicationBuilder AddExchangeBus(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> configure)
    {
        builder.Services.AddMassTransit(bus =>
        {
            configure(bus);
            bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
        });
        return builder;
    }
}

internal sealed class NoOutbox<TDb>(IBus bus) : IOutbox<TDb> where TDb : DbContext
{
    public Task PublishAsync<T>(T message, CancellationToken ct) where T : class => bus.Publish(message, ct);
}
