namespace Exchange.RouteAlerts;

/// <summary>The configuration section <c>RouteAlerts</c>.</summary>
internal sealed class RouteAlertsOptions
{
    /// <summary>Networks (CIDR) beside the public internet that webhooks may be sent to, also by plain http.</summary>
    public IList<string> AllowedNetworks { get; init; } = [];

    /// <summary>
    /// The file with the key that encrypts private signing keys: 32 bytes in Base64. By default, <c>route-alerts.key</c> is created in
    /// the data directory. Replicas share a database, so they need the same file.
    /// </summary>
    public string? KeyEncryptionKeyFile { get; init; }
}
