namespace Exchange.Cli.Api;

/// <summary>How the client connects.</summary>
internal static class Transport
{
    /// <summary>Follows no redirect: a token goes to the address that was configured, and to no other.</summary>
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

    /// <summary>Tokens and assertions travel encrypted, or not off this machine.</summary>
    /// <exception cref="UsageException">The address is of neither kind.</exception>
    public static Uri RequireSafe(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new UsageException($"{Output.Safe.Line(address.OriginalString)} is not an address to send tokens to: it must be https, or http on this machine.");
}
