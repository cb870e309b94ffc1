using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Identity;
using Exchange.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddExchangeDefaults("identity");
builder.AddIdentity();
builder.AddExchangeBus(bus =>
{
    bus.AddTrustProjection("identity");
    bus.AddIdentityConsumers();
});

var app = builder.Build();
app.UseExchangeDefaults();
app.MapIdentity();
app.Run();
