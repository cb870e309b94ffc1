namespace Exchange.Identity.Issuers;

/// <summary>A client assertion that was used. Its key being unique is what refuses the second use, on every process.</summary>
internal sealed class UsedAssertion
{
    /// <summary>SHA-256 of client id and <c>jti</c>.</summary>
    public required byte[] Id { get; init; }

    /// <summary>Unix seconds after which the assertion is refused for its age, and need not be remembered.</summary>
    public required long ExpiresAt { get; init; }
}
