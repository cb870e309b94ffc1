using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddExchangeDefaults("route-alerts");
builder.AddExchangeBus(bus => bus.AddTrustProjection("route-alerts"));

var app = builder.Build();
app.UseExchangeDefaults();
app.Run();
