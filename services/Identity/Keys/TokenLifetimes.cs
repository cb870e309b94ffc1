namespace Exchange.Identity.Keys;

/// <summary>How long what an issuer gives is good for.</summary>
internal static class TokenLifetimes
{
    public static readonly TimeSpan Access = TimeSpan.FromMinutes(10);

    /// <summary>The farthest that the end of a client assertion may lie ahead.</summary>
    public static readonly TimeSpan Assertion = TimeSpan.FromSeconds(60);
}
