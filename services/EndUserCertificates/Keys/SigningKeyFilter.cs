using Exchange.Access;

namespace Exchange.EndUserCertificates.Keys;

/// <summary>For endpoints that sign in the name of the caller's State.</summary>
internal static class SigningKeyFilter
{
    /// <summary>Makes the State's key before the endpoint runs, if it is due; register it before any filter that opens a transaction.</summary>
    public static RouteHandlerBuilder WithSigningKey(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        await http.RequestServices.GetRequiredService<CertificateKeys>().PrepareAsync(http.RequestServices.GetRequiredService<Principal>().Member, http.RequestAborted);
        return await next(context);
    });
}
