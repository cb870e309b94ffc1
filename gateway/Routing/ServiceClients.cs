using Yarp.ReverseProxy.Forwarder;

namespace Exchange.Gateway.Routing;

/// <summary>
/// How the gateway asks a service: a body of ordinary size is read whole before the service hears of the request. Who sends slowly holds
/// no connection of the service then, who breaks off never reaches it, and request and body travel as one piece.
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
        // Bytes. What is larger is passed on as it comes: so many callers at once would take too much memory.
        private const int Longest = 64 * 1024;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { Headers.ContentLength: > 0 and <= Longest } coming)
            {
                var body = new byte[coming.Headers.ContentLength.Value];
                await coming.CopyToAsync(new MemoryStream(body), cancellationToken);
                request.Content = new ByteArrayContent(body);
                foreach (var header in coming.Headers.NonValidated) request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
