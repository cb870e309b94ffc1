using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.CatchUp;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Messaging;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Consumers;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Feed;
using Exchange.RouteAlerts.Places;
using Exchange.RouteAlerts.Publishing;
using Exchange.RouteAlerts.Streaming;
using Exchange.RouteAlerts.Subscriptions;
using Exchange.RouteAlerts.Webhooks;
using Exchange.Storage;
using MassTransit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Exchange.RouteAlerts;

/// <summary>Adds route alerts, their live stream, subscriptions and webhooks to a host.</summary>
public static class RouteAlertsModule
{
    /// <summary>The service's name on the bus, in the gateway and among databases.</summary>
    public const string Name = "route-alerts";

    private const string Section = "RouteAlerts";

    public static IHostApplicationBuilder AddRouteAlerts(this IHostApplicationBuilder builder)
    {
        builder.AddExchangeDatabase<AlertsDb, PostgresAlertsDb, SqliteAlertsDb>(Name);
        builder.Services.AddOutbox<AlertsDb>(Name);
        builder.AddServiceDocument(Name, "Route alerts", "Alerts on trafficking routes: lists, a live stream and webhooks.");
        builder.Services.AddSingleton(WebhookMessage.Document(Name));
        builder.Services.AddOptions<RouteAlertsOptions>().BindConfiguration(Section)
            .Validate(o => o.AllowedNetworks.All(n => System.Net.IPNetwork.TryParse(n, out _)), $"{Section}:AllowedNetworks has to hold networks in CIDR notation.")
            .ValidateOnStart();

        builder.Services.AddRecords<AlertsDb, RouteAlert, AlertView, AlertForm>();
        builder.Services.AddSingleton<ReferenceNumbers>();
        builder.Services.AddScoped<AlertRules>();
        builder.Services.AddScoped<PlaceBook>();
        builder.Services.AddScoped<FeedWriter>();
        builder.Services.AddScoped<FeedReader>();
        builder.Services.AddSingleton<CommitActions>().AddSingleton<IInterceptor>(services => services.GetRequiredService<CommitActions>());
        builder.Services.AddSingleton<FeedSignal>().AddSingleton<IFeedListener>(services => services.GetRequiredService<FeedSignal>());
        if (builder.Configuration.GetConnectionString("redis") is { Length: > 0 }) builder.Services.AddHostedService<FeedSignalRelay>();

        builder.Services.AddSingleton(services => new PublicAddresses(services.GetRequiredService<IOptions<RouteAlertsOptions>>().Value.AllowedNetworks));
        builder.Services.TryAddSingleton<IHostNames, DnsHostNames>();
        builder.Services.AddSingleton<WebhookConnections>();
        builder.AddSecretBox(Section, Name, box => new WebhookKeyBox(box));
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton<DeliveryQueues>();
        builder.Services.AddScoped<IFeedListener, WebhookPlanner>();
        builder.Services.AddHostedService<DeliveryWorker>();
        return builder;
    }

    public static void AddRouteAlertsConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddInboxConsumer<RaiseAlertFromCase, AlertsDb>(Name);
        bus.AddCatchUp<AlertsDb, Contracts.CasesRequested, Contracts.CasesRepublished>(Name, "cases", service => new(service));
    }

    public static void MapRouteAlerts(this IEndpointRouteBuilder endpoints)
    {
        var service = endpoints.MapService(Name);
        var alerts = service.MapGroup("/v1/alerts").WithTags("Alerts");
        PostAlert.Map(alerts);
        ListAlerts.Map(alerts);
        GetAlert.Map(alerts);
        WithdrawAlert.Map(alerts);
        StreamAlerts.Map(alerts);

        var subscriptions = service.MapGroup("/v1/subscriptions").WithTags("Subscriptions").RequireScope(Scopes.AlertsSubscribe);
        AddSubscription.Map(subscriptions);
        ReadSubscriptions.Map(subscriptions);
        DeleteSubscription.Map(subscriptions);
        EnableSubscription.Map(subscriptions);
        ListDeliveries.Map(subscriptions);
        ReplayDelivery.Map(subscriptions);

        service.MapParkedMessages<AlertsDb>(Name);
    }
}
