using System.Net;
using System.Text.Json.Nodes;
using Exchange.EndUserCertificates.Shipments;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.EndUserCertificates.Tests.Shipments;

/// <summary>What tests of drawdowns do with a host.</summary>
internal static class Drawing
{
    /// <summary>A drawdown's body, of one line unless more are given.</summary>
    public static object Of(int line, decimal quantity, bool commit = false) => new { lines = new[] { new { line, quantity } }, commit };

    /// <summary>For a host on which reservations end only when a test says so.</summary>
    public static void WithoutEndOfReservations(IServiceCollection services) => services.Remove(services.Single(s => s.ImplementationType == typeof(EndReservations)));

    /// <summary>What would end them on this host.</summary>
    public static EndReservations EndOfReservations(ServiceHost host) => ActivatorUtilities.CreateInstance<EndReservations>(host.Services);

    public static Task<JsonObject> DrawAsync(this CertificateHost host, Guid certificate, string identity, object body, HttpStatusCode expected = HttpStatusCode.Created) =>
        host.PostAsync(identity, $"/v1/certificates/{certificate}/drawdowns", body, expected);

    public static async Task<Guid> CommittedAsync(this CertificateHost host, Guid certificate, string identity, int line, decimal quantity) =>
        (await host.DrawAsync(certificate, identity, Of(line, quantity, commit: true))).Id();

    public static Task<JsonObject> CommitAsync(this CertificateHost host, Guid certificate, Guid drawdown, string identity, HttpStatusCode expected = HttpStatusCode.OK) =>
        host.PostAsync(identity, $"/v1/certificates/{certificate}/drawdowns/{drawdown}/commit", new { }, expected);

    public static Task<JsonObject> CancelAsync(this CertificateHost host, Guid certificate, Guid drawdown, string identity, HttpStatusCode expected = HttpStatusCode.OK) =>
        host.PostAsync(identity, $"/v1/certificates/{certificate}/drawdowns/{drawdown}/cancel", new { reason = "The shipment was called off." }, expected);

    public static Task<JsonObject> DeliverAsync(
        this CertificateHost host, Guid certificate, Guid drawdown, int line, decimal quantity, HttpStatusCode expected = HttpStatusCode.Created, string identity = "TCD/licensing") =>
        host.PostAsync(identity, $"/v1/certificates/{certificate}/deliveries",
            new { drawdownId = drawdown, lines = new[] { new { line, quantity } }, deliveredOn = host.Today, place = "N'Djamena" }, expected);

    public static Task<JsonObject> WithdrawDeliveryAsync(
        this CertificateHost host, Guid certificate, Guid delivery, HttpStatusCode expected = HttpStatusCode.OK, string identity = "TCD/licensing") =>
        host.PostAsync(identity, $"/v1/certificates/{certificate}/deliveries/{delivery}/withdraw", new { reason = "Counted twice." }, expected);

    /// <summary>What the issuing State is shown as taken and as delivered of a line.</summary>
    public static async Task<(long Taken, long Delivered)> BalanceAsync(this CertificateHost host, Guid certificate, int line, string identity = "TCD/licensing")
    {
        var shown = await host.GetAsync(identity, $"/v1/certificates/{certificate}");
        var balance = shown["balance"]!.AsArray().Single(l => l!["line"]!.GetValue<int>() == line)!;
        return (balance["taken"]!.GetValue<long>(), balance["delivered"]!.GetValue<long>());
    }
}
