namespace Exchange.RouteAlerts.Alerts;

/// <summary>The newest version of a case that was received, whether or not it has an alert. Older versions that arrive later are dropped.</summary>
internal sealed class FollowedCase
{
    public required Guid CaseId { get; init; }
    public required int Version { get; set; }
}
