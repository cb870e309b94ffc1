using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddExchangeDefaults("identity");
builder.AddExchangeBus(bus => bus.AddTrustProjection("identity"));

var app = builder.Build();
app.UseExchangeDefaults();
app.Run();
