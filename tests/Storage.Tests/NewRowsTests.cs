using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Exchange.Storage.Tests;

public sealed class NewRowsTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Stores_what_a_save_would(Provider provider)
    {
        await using var storage = await SampleStorage.CreateAsync(provider);
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

        await using (var db = storage.Open()) await db.InsertAsync(rows, CancellationToken.None);

        await using var reading = storage.Open();
        var stored = await reading.Set<Listing>().OrderBy(l => l.Id).ToListAsync();
        Assert.Equal(rows.OrderBy(l => l.Id).Select(Told), stored.Select(Told));

        static string Told(Listing l) => $"{l.Id} {l.Text} {l.Kind} {l.At:O} {l.Count} {string.Join('|', l.Texts.Select(t => $"<{t}>"))}";
    }
}
