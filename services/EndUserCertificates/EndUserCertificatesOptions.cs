using System.ComponentModel.DataAnnotations;

namespace Exchange.EndUserCertificates;

/// <summary>Settings of the service: the configuration section <c>EndUserCertificates</c>.</summary>
internal sealed class EndUserCertificatesOptions
{
    public const string Section = "EndUserCertificates";

    /// <summary>
    /// The file with the key that encrypts the private keys of certificates: 32 bytes in Base64. Needed with PostgreSQL; with SQLite
    /// one is made beside the database if none is named.
    /// </summary>
    public string? KeyEncryptionKeyFile { get; set; }

    /// <summary>The age at which a State's certificate key is followed by a new one.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How long a new key is published before it signs: long enough for offline verifiers to fetch it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan KeyPublishedAhead { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How many verifications of a member may find no certificate within ten minutes; further ones are refused.</summary>
    [Range(1, 10_000)]
    public int MostMissedVerifications { get; set; } = 60;

    /// <summary>How long a status list may be relied on from its signing (claim <c>exp</c>).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan StatusListLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a status list may be served from a cache before it is asked for again (claim <c>ttl</c>).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StatusListCached { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long quantities stay reserved for a State that neither commits nor cancels.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan ReservationLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long after its commitment a delivery without an expected day becomes outstanding.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan DeliveryPatience { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The deadline of a question that names none.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "90.00:00:00")]
    public TimeSpan InquiryDeadline { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How many questions of one State may be open with another at once.</summary>
    [Range(1, 100_000)]
    public int MostOpenInquiries { get; set; } = 200;

    /// <summary>How often the service checks for reminders that are due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan InquiryCheckInterval { get; set; } = TimeSpan.FromSeconds(30);
}
