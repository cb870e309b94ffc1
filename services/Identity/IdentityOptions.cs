namespace Exchange.Identity;

/// <summary>The configuration section <c>Identity</c>, beside the options of key rotation and of the first members.</summary>
internal sealed class IdentityOptions
{
    public const string Section = "Identity";

    /// <summary>
    /// The file with the key that encrypts issuers' private keys: 32 bytes in Base64. Required with PostgreSQL. With SQLite, a file
    /// beside the database is created if none is named.
    /// </summary>
    public string? KeyEncryptionKeyFile { get; set; }
}
