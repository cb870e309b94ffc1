using Exchange.Hosting;
using Exchange.RouteAlerts;

var builder = WebApplication.CreateBuilder(args);
builder.AddExchangeDefaults(RouteAlertsModule.Name);
builder.AddRouteAlerts();
var app = builder.Build();
app.UseExchangeDefaults();
app.MapRouteAlerts();
app.Run();
