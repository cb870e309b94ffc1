namespace Exchange.RouteAlerts;

/// <summary>The configuration section <c>RouteAlerts</c>.</summary>
internal sealed class RouteAlertsOptions
{
    /// <summary>Networks (CIDR) beside the public internet that webhooks may be sent to, also by plain http.</summary>
    public IList<string> AllowedNetworks { get; init; } = [];
}
