using Exchange.Contracts;

namespace Exchange.Setup;

/// <summary>The table of docs/security.md: what each process may publish, and what arrives in its queues.</summary>
public static class PermissionTable
{
    /// <summary>The table in Markdown.</summary>
    public static string Of(ServiceList list)
    {
        var lines = list.Processes.Select(process =>
        {
            var publishes = process.Publishes.Select(contract => $"`{contract}`{Others(list, process, contract)}");
            var queues = process.Queues.Select(q => $"`{q.Key}`: {string.Join(", ", q.Value.Select(c => $"`{c}`"))}");
            return $"| `{process.Name}` | {string.Join(", ", publishes)} | {string.Join("<br>", queues)} |";
        });
        var unpublished = list.Processes.SelectMany(p => p.Consumes.Values.SelectMany(c => c)).Except(list.Processes.SelectMany(p => p.Publishes)).Order(StringComparer.Ordinal).ToList();
        return string.Join('\n',
        [
            "| process | publishes, alone unless another process is named | its queues, and what arrives there |",
            "|---|---|---|",
            .. lines,
            "",
            .. unpublished.Count == 0 ? (string[])[] : [$"No process may publish: {string.Join(", ", unpublished.Select(c => $"`{c}`"))}.", ""],
        ]);
    }

    private static string Others(ServiceList list, ServiceEntry process, string contract)
    {
        var others = list.Processes.Where(p => p != process && p.Publishes.Contains(contract)).Select(p => p.Name).ToList();
        return others.Count == 0 ? "" : others.Count == list.Processes.Count() - 1 ? " (every process)" : $" (also {string.Join(", ", others)})";
    }
}
