using System.Net;
using System.Net.Sockets;

namespace Exchange.RouteAlerts;

/// <summary>Resolves a host's name; a seam, since tests need names that change their mind.</summary>
internal interface IHostNames
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct);
}

/// <inheritdoc />
internal sealed class DnsHostNames : IHostNames
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Dns.GetHostAddressesAsync(host, ct);
}

/// <summary>The host has no address that a webhook may be sent to; or no address at all, which is not told apart.</summary>
internal sealed class NoPublicAddressException() : IOException("The host has no address that a webhook may be sent to.");

/// <summary>
/// Opens connections to receivers. The address is judged where the socket is opened, on what the name resolved to for this very
/// connection: a name that later points elsewhere (DNS rebinding) gains nothing.
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
        // An answer's body is of no interest; a short one is passed over so that the connection can be used again.
        MaxResponseDrainSize = MaxDrainedBody,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        // So that a changed address is followed, and judged, within minutes.
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
            // Not told apart from a refused address: subscribers could ask for names of the inside.
            return [];
        }
    }
}
