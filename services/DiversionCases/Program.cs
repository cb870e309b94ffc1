using Exchange.DiversionCases;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddExchangeDefaults(DiversionCasesModule.Service);
builder.AddDiversionCases();
builder.AddExchangeBus(bus =>
{
    bus.AddTrustProjection(DiversionCasesModule.Service);
    bus.AddDiversionCasesConsumers();
});
var app = builder.Build();
app.UseExchangeDefaults();
app.MapDiversionCases();
app.Run();
