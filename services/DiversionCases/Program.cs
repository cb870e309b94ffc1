using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddExchangeDefaults("diversion-cases");
builder.AddExchangeBus(bus => bus.AddTrustProjection("diversion-cases"));

var app = builder.Build();
app.UseExchangeDefaults();
app.Run();
