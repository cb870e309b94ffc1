namespace Exchange.Identity.Issuers;

/// <summary>A client assertion that was used. The primary key makes a second use fail in every process.</summary>
internal sealed class UsedAssertion
{
    /// <summary>SHA-256 of client id and <c>jti</c>.</summary>
    public required byte[] Id { get; init; }

    /// <summary>Unix seconds. After this time the assertion is refused as expired, and the row may be deleted.</summary>
    public required long ExpiresAt { get; init; }
}
