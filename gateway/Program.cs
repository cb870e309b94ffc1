using Exchange.Gateway;
using Exchange.Gateway.Limits;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddExchangeDefaults("gateway");
builder.AddGateway();
builder.AddExchangeBus(bus => bus.AddTrustProjection("gateway"));

var app = builder.Build();
app.UseForwardedHeaders();
app.UseExchangeDefaults(authenticated => authenticated.UseRequestLimits());
app.MapGateway();
app.Run();
