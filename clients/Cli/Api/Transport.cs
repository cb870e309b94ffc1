namespace Exchange.Cli.Api;

/// <summary>Creates the HTTP client and checks addresses.</summary>
internal static class Transport
{
    /// <summary>Creates a client that follows no redirects: a token goes only to the configured address.</summary>
    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
    })
    {
        MaxResponseContentBufferSize = 64 << 20,
        DefaultRequestHeaders = { { "User-Agent", "exchange-cli" } },
    };

    /// <summary>Returns the address if tokens may be sent there: https, or http on this machine.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static Uri RequireSafe(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new UsageException($"{Output.Safe.Line(address.OriginalString)} is not a safe address for tokens: it must be https, or http on this machine.");
}
