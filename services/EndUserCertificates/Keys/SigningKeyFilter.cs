using Exchange.Access;

namespace Exchange.EndUserCertificates.Keys;

/// <summary>For endpoints that sign in the name of the caller's State.</summary>
internal static class SigningKeyFilter
{
    /// <summary>Has the State's key made before the endpoint runs; comes before whatever opens a transaction.</summary>
    public static RouteHandlerBuilder WithSigningKey(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        await http.RequestServices.GetRequiredService<CertificateKeys>().PrepareAsync(http.RequestServices.GetRequiredService<Principal>().Member, http.RequestAborted);
        return await next(context);
    });
}
