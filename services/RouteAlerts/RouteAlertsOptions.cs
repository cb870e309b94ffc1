namespace Exchange.RouteAlerts;

/// <summary>Section <c>RouteAlerts</c> of the configuration.</summary>
internal sealed class RouteAlertsOptions
{
    /// <summary>Networks (CIDR) beyond the public internet that webhooks may be sent to, also by plain http.</summary>
    public IList<string> AllowedNetworks { get; init; } = [];

    /// <summary>
    /// The file of the key under which private signing keys are kept (32 bytes, Base64). Unless told, one is made in the data
    /// directory; replicas share a database, so they need to be told the same.
    /// </summary>
    public string? KeyEncryptionKeyFile { get; init; }
}
