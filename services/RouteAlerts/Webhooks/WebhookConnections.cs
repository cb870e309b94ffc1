using System.Net;
using System.Net.Sockets;
using Exchange.RouteAlerts.Subscriptions;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>Resolves host names. Tests replace it to make a name change its address.</summary>
internal interface IHostNames
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct);
}

/// <inheritdoc />
internal sealed class DnsHostNames : IHostNames
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Dns.GetHostAddressesAsync(host, ct);
}

/// <summary>The host has no address at all, or none that a webhook may be sent to.</summary>
internal sealed class NoPublicAddressException() : IOException("The host has no address that a webhook may be sent to.");

/// <summary>
/// Opens connections to receivers. Each connection resolves the name and checks the address that it then connects to, so DNS
/// rebinding (a name that later resolves to an internal address) gains nothing.
/// </summary>
internal sealed class WebhookConnections(PublicAddresses addresses, IHostNames names)
{
    private const int MaxDrainedBody = 4 * 1024;

    public HttpMessageInvoker NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 16,
        // The body of an answer is ignored; a short one is read to its end so that the connection can be reused.
        MaxResponseDrainSize = MaxDrainedBody,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        // A changed address is followed, and checked, within minutes.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        ConnectCallback = ConnectAsync,
    });

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var plain = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttp;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var allowed = (await ResolveAsync(context.DnsEndPoint.Host, ct))
                .Where(plain ? addresses.IsAllowedByOperator : addresses.IsAllowed).ToArray();
            if (allowed.Length == 0) throw new NoPublicAddressException();
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        try
        {
            return await names.ResolveAsync(host, ct);
        }
        catch (SocketException)
        {
            // The same error as for a refused address, or subscribers could probe internal names.
            return [];
        }
    }
}
