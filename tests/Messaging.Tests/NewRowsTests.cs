using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Exchange.Messaging.Tests;

public sealed class NewRowsTests
{
    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task Stores_what_a_save_would(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        string[] texts = ["", "a,b", "{c}", "\"d\"", @"\e\\""", "NULL", "f'g", "ü 統 🙂", "\n\t"];
        var rows = texts.Select((text, n) => new Listing
        {
            Id = Guid.CreateVersion7(),
            Text = text,
            Texts = [.. texts.Take(n)],
            Kind = n % 2 == 0 ? ListingKind.Even : ListingKind.Odd,
            At = n % 3 == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(1_800_000_000 + n),
            Count = n % 4 == 0 ? null : n,
        }).ToList();

        await using (var db = ground.OpenDb()) await db.InsertAsync(rows, CancellationToken.None);

        await using var reading = ground.OpenDb();
        var stored = await reading.Set<Listing>().OrderBy(l => l.Id).ToListAsync();
        Assert.Equal(rows.OrderBy(l => l.Id).Select(Told), stored.Select(Told));

        static string Told(Listing l) => $"{l.Id} {l.Text} {l.Kind} {l.At:O} {l.Count} {string.Join('|', l.Texts.Select(t => $"<{t}>"))}";
    }
}
