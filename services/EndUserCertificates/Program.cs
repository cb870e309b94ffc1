using Exchange.EndUserCertificates;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddExchangeDefaults(EndUserCertificatesModule.Name);
builder.AddEndUserCertificates();
builder.AddExchangeBus(bus =>
{
    bus.AddTrustProjection(EndUserCertificatesModule.Name);
    bus.AddEndUserCertificatesConsumers();
});
var app = builder.Build();
app.UseExchangeDefaults();
app.MapEndUserCertificates();
app.Run();
