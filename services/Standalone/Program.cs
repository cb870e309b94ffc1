using Exchange.BrokerRegistry;
using Exchange.DiversionCases;
using Exchange.EndUserCertificates;
using Exchange.Gateway.Docs;
using Exchange.Gateway.Limits;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Identity;
using Exchange.Messaging;
using Exchange.RouteAlerts;
using Exchange.Standalone;

if (Options.Parse(args, out var exitCode) is not { } options) return exitCode;
using var data = DataFolder.Open(options.Data);
if (data is null) return Options.Refused;

var builder = WebApplication.CreateBuilder(options.HostArguments(data));
builder.AddExchangeDefaults("standalone");
builder.AddRequestLimits();
builder.AddIdentity();
builder.AddDiversionCases();
builder.AddEndUserCertificates();
builder.AddRouteAlerts();
builder.AddBrokerRegistry();
builder.AddExchangeBus(bus =>
{
    bus.AddTrustProjection("standalone");
    bus.AddIdentityConsumers();
    bus.AddDiversionCasesConsumers();
    bus.AddEndUserCertificatesConsumers();
    bus.AddRouteAlertsConsumers();
    bus.AddBrokerRegistryConsumers();
});

var app = builder.Build();
app.UseExchangeDefaults(known => known.UseRequestLimits());
app.MapFrontPage();
app.MapApiReader();
app.MapIdentity();
app.MapDiversionCases();
app.MapEndUserCertificates();
app.MapRouteAlerts();
app.MapBrokerRegistry();
app.Lifetime.ApplicationStarted.Register(() => Welcome.Write(app.Urls, data, options));
app.Run();
return 0;
