namespace Exchange.Architecture.Tests.Folders;

/// <summary>The folders of RouteAlerts, from those that use few to those that use most; Maps uses none.</summary>
internal sealed class RouteAlerts : FolderTable
{
    public override string Project => "Exchange.RouteAlerts";

    public override IReadOnlyDictionary<string, string[]> Uses { get; } = new Dictionary<string, string[]>
    {
        ["Places"] = ["Data"],
        ["Alerts"] = ["Data", "Maps"],
        ["Data"] = ["Alerts", "Feed", "Maps", "Places", "Subscriptions", "Webhooks"],
        ["Feed"] = ["Alerts", "Data"],
        ["Consumers"] = ["Alerts", "Data", "Feed", "Places"],
        ["Publishing"] = ["Alerts", "Data", "Feed", "Maps", "Places"],
        ["Streaming"] = ["Alerts", "Feed"],
        ["Subscriptions"] = ["Alerts", "Data", "Maps"],
        ["Webhooks"] = ["Alerts", "Data", "Feed", "Subscriptions"],
    };
}
