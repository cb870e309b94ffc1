using System.ComponentModel.DataAnnotations;

namespace Exchange.Identity.KeyRotation;

/// <summary>When issuers' keys are rotated: part of the configuration section <c>Identity</c>.</summary>
internal sealed class KeyOptions
{
    /// <summary>The age at which an issuer's key is replaced automatically; 90 days by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long a new key is published before it signs, so that every service has received it; 1 hour by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan KeyPublishedAhead { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often keys are checked for rotation; 30 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan KeyCheckInterval { get; set; } = TimeSpan.FromSeconds(30);
}
