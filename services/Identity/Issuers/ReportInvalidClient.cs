using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Exchange.Identity.Issuers;

/// <summary>
/// Reports every failure to authenticate the client as <c>invalid_client</c> (RFC 6749, 5.2); OpenIddict reports different errors for
/// different steps.
/// </summary>
internal sealed class ReportInvalidClient : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ApplyTokenResponseContext>()
        .UseSingletonHandler<ReportInvalidClient>()
        .SetOrder(OpenIddictServerHandlers.Exchange.NormalizeErrorResponse.Descriptor.Order - 1)
        .Build();

    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        if (context.Response.Error is not null &&
            context.Transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!) is { IsRejected: true })
        {
            context.Response.Error = Errors.InvalidClient;
        }
        return default;
    }
}
