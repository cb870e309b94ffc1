using Yarp.ReverseProxy.Forwarder;

namespace Exchange.Gateway.Routing;

/// <summary>
/// The clients that forward requests. A body of ordinary size is read whole before the request is forwarded: a slow sender then holds no
/// connection to the service, an aborted upload never reaches it, and request and body leave in one piece.
/// </summary>
internal sealed class ServiceClients : ForwarderHttpClientFactory
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = ConnectTimeout;
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler) =>
        base.WrapHandler(context, new WholeBodies(handler));

    private sealed class WholeBodies(HttpMessageHandler service) : DelegatingHandler(service)
    {
        // Bytes. Larger bodies are forwarded as they arrive: many of them at once would take too much memory.
        private const int MaxBuffered = 64 * 1024;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { Headers.ContentLength: > 0 and <= MaxBuffered } received)
            {
                var body = new byte[received.Headers.ContentLength.Value];
                await received.CopyToAsync(new MemoryStream(body), cancellationToken);
                request.Content = new ByteArrayContent(body);
                foreach (var header in received.Headers.NonValidated) request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
