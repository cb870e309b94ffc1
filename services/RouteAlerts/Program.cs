using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Messaging;
using Exchange.RouteAlerts;

var builder = WebApplication.CreateBuilder(args);
builder.AddExchangeDefaults(RouteAlertsModule.Name);
builder.AddRouteAlerts();
builder.AddExchangeBus(bus =>
{
    bus.AddTrustProjection(RouteAlertsModule.Name);
    bus.AddRouteAlertsConsumers();
});
var app = builder.Build();
app.UseExchangeDefaults();
app.MapRouteAlerts();
app.Run();
