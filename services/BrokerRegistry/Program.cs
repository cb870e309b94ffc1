using Exchange.BrokerRegistry;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddExchangeDefaults(BrokerRegistryModule.Name);
builder.AddBrokerRegistry();
builder.AddExchangeBus(bus =>
{
    bus.AddTrustProjection(BrokerRegistryModule.Name);
    bus.AddBrokerRegistryConsumers();
});
var app = builder.Build();
app.UseExchangeDefaults();
app.MapBrokerRegistry();
app.Run();
