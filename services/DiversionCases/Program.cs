using Exchange.DiversionCases;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddExchangeDefaults(DiversionCasesModule.Name);
builder.AddDiversionCases();
builder.AddExchangeBus(bus =>
{
    bus.AddTrustProjection(DiversionCasesModule.Name);
    bus.AddDiversionCasesConsumers();
});
var app = builder.Build();
app.UseExchangeDefaults();
app.MapDiversionCases();
app.Run();
