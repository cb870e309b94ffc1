using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSec.Cryptography;

namespace Exchange.Testing;

/// <summary>One delivery by the Standard Webhooks specification, as it arrived.</summary>
public sealed record Delivery(string Path, string Id, string Timestamp, string Signature, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Whether a signature of the delivery is that of the key (<c>whpk_…</c>, Ed25519).</summary>
    public bool IsSignedBy(string publicKey)
    {
        const string prefix = "whpk_";
        if (!publicKey.StartsWith(prefix, StringComparison.Ordinal)) return false;
        var key = PublicKey.Import(SignatureAlgorithm.Ed25519, Convert.FromBase64String(publicKey[prefix.Length..]), KeyBlobFormat.RawPublicKey);
        var content = Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}");
        return Signature.Split(' ').Select(s => s.Split(',', 2)).Any(s =>
            s is ["v1a", var signature] && SignatureAlgorithm.Ed25519.Verify(key, content, Convert.FromBase64String(signature)));
    }
}

/// <summary>Somebody's webhook endpoint, on a free port of the loopback interface.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Delivery> deliveries = [];

    private WebhookReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(ReceiveAsync);
    }

    /// <summary>Where to deliver; any path below it is received too.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>What arrived, in order, whatever it was answered.</summary>
    public IReadOnlyCollection<Delivery> Deliveries => deliveries;

    /// <summary>How a delivery is answered; 204 unless set.</summary>
    public Func<Delivery, IResult> Answer { get; set; } = _ => Results.NoContent();

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        await receiver.app.StartAsync();
        var address = receiver.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        receiver.Url = new Uri($"{address}/hooks");
        return receiver;
    }

    /// <summary>Waits for a delivery.</summary>
    public Task<Delivery> WaitForAsync(string what, Func<Delivery, bool> matches, TimeSpan? within = null) =>
        Eventually.GetAsync(what, () => Task.FromResult(deliveries.FirstOrDefault(matches)), within);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var headers = http.Request.Headers;
        var delivery = new Delivery(http.Request.Path, headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(),
            headers["webhook-signature"].ToString(), await reader.ReadToEndAsync(),
            headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        deliveries.Enqueue(delivery);
        await Answer(delivery).ExecuteAsync(http);
    }
}
