using System.ComponentModel.DataAnnotations;

namespace Exchange.Identity;

/// <summary>What the operator can set of Identity: the configuration section <c>Identity</c>.</summary>
public sealed class IdentityOptions
{
    public const string Section = "Identity";

    /// <summary>
    /// The file with the key that encrypts issuers' private keys: 32 bytes in Base64. Needed with PostgreSQL; with SQLite
    /// it is made beside the database when none is named.
    /// </summary>
    public string? KeyEncryptionKeyFile { get; set; }

    /// <summary>The age at which an issuer's key is replaced by itself.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long a new key is published before it signs: long enough for every service to hear of it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan KeyPublishedAhead { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often keys are looked at for rolling.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan KeyCheckInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The public keys (JWK Set) of the operator's client <c>NETWORK/operator</c>: with it, a network without sample
    /// members gets its first member.
    /// </summary>
    public string? OperatorJwksFile { get; set; }

    /// <summary>Whether the sample States, organizations and operator are admitted at start.</summary>
    public bool SampleMembers { get; set; }

    /// <summary>Where the profiles of sample identities are written: an <c>EXCHANGE_HOME</c>.</summary>
    public string? ProfilesDirectory { get; set; }
}
