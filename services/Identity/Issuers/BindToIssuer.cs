using Microsoft.AspNetCore;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Exchange.Identity.Issuers;

/// <summary>
/// Sets the request's address to the issuer's own, whatever host and scheme it arrived with, so that metadata never repeats a forged
/// Host header and a proxy in front changes nothing.
/// </summary>
internal sealed class BindToIssuer(HostedIssuers issuers) : IOpenIddictServerHandler<ProcessRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessRequestContext>()
        .UseSingletonHandler<BindToIssuer>()
        .SetOrder(OpenIddictServerHandlers.InferEndpointType.Descriptor.Order - 1)
        .Build();

    public ValueTask HandleAsync(ProcessRequestContext context)
    {
        if (context.Transaction.GetHttpRequest() is not { } request || issuers.Find(request, out var rest) is not { } issuer)
            throw new InvalidOperationException("There is no issuer at this path.");
        context.BaseUri = issuer.Issuer;
        context.RequestUri = new Uri(issuer.Issuer.AbsoluteUri + rest.ToUriComponent() + request.QueryString.ToUriComponent());
        return default;
    }
}
