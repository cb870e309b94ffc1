using System.Collections.Concurrent;
using Exchange.Access;

namespace Exchange.RouteAlerts.Tests;

/// <summary>Keeps what readers were shown.</summary>
internal sealed class Disclosures : IDisclosures
{
    private readonly ConcurrentQueue<(Access.Reading Reading, ShownRecord Record)> shown = [];

    public ValueTask ShownAsync(Access.Reading reading, IReadOnlyList<ShownRecord> records, CancellationToken ct)
    {
        foreach (var record in records) shown.Enqueue((reading, record));
        return ValueTask.CompletedTask;
    }

    /// <summary>What a member was shown of an alert by a channel, a line each: <c>1 Summary</c> is version and level.</summary>
    public IEnumerable<string> Of(string member, Channel channel, string alert) => shown
        .Where(s => s.Reading.Reader.Member == member && s.Reading.Channel == channel && s.Record.Id == Guid.Parse(alert))
        .Select(s => $"{s.Record.Version} {s.Record.Level}");
}
