namespace Exchange.Identity.Keys;

/// <summary>How long tokens and client assertions are valid.</summary>
internal static class TokenLifetimes
{
    public static readonly TimeSpan Access = TimeSpan.FromMinutes(10);

    /// <summary>The longest time from now to the end (<c>exp</c>) of a client assertion.</summary>
    public static readonly TimeSpan Assertion = TimeSpan.FromSeconds(60);
}
