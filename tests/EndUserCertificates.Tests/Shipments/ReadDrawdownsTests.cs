using System.Net;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Shipments;

public abstract class ReadDrawdownsTests(SharedHost shared)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : ReadDrawdownsTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : ReadDrawdownsTests(host);

    private CertificateHost Host => shared.Host;

    [Fact]
    public async Task A_drawing_State_sees_its_own_the_issuing_State_all_and_others_the_balance_alone()
    {
        var id = await Host.IssueAsync();
        var czech = (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 100))).Id();
        var kenyan = (await Host.DrawAsync(id, "KEN/licensing", Drawing.Of(1, 50))).Id();
        Assert.Equal([czech], await SeenAsync("CZE/licensing"));
        Assert.Equal([czech], await SeenAsync("CZE/customs"));
        Assert.Equal([kenyan], await SeenAsync("KEN/npc"));
        Assert.Equal([kenyan, czech], await SeenAsync("TCD/licensing"));
        Assert.Equal([], await SeenAsync("UGA/licensing"));
        Assert.Equal((150, 0), await Host.BalanceAsync(id, 1, "KEN/licensing"));
        await Host.GetAsync("KEN/licensing", $"/v1/certificates/{id}/drawdowns/{czech}", HttpStatusCode.NotFound);
        await Host.GetAsync("UGA/licensing", $"/v1/certificates/{id}/drawdowns/{czech}", HttpStatusCode.NotFound);
        await Host.GetAsync("TZA/licensing", $"/v1/certificates/{id}/drawdowns", HttpStatusCode.NotFound);
        await Host.GetAsync("TCD/licensing", $"/v1/certificates/{Guid.CreateVersion7()}/drawdowns", HttpStatusCode.NotFound);

        async Task<IReadOnlyList<Guid>> SeenAsync(string identity) =>
            [.. (await Host.GetAsync(identity, $"/v1/certificates/{id}/drawdowns")).Items().Select(d => d.Id())];
    }

    [Fact]
    public async Task The_authority_that_drew_is_shown_to_its_own_State_alone()
    {
        var id = await Host.IssueAsync();
        var path = $"/v1/certificates/{id}/drawdowns/{(await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 100))).Id()}";
        Assert.Equal("licensing", (await Host.GetAsync("CZE/customs", path)).Text("drawnBy"));
        Assert.Null((await Host.GetAsync("TCD/licensing", path))["drawnBy"]);
    }

    [Fact]
    public async Task Lists_page_by_page_each_once()
    {
        var id = await Host.IssueAsync();
        var drawn = new List<Guid>();
        for (var i = 0; i < 5; i++) drawn.Add((await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 1))).Id());
        var (seen, cursor) = (new List<Guid>(), "");
        do
        {
            var page = await Host.GetAsync("TCD/licensing", $"/v1/certificates/{id}/drawdowns?limit=2{cursor}");
            seen.AddRange(page.Items().Select(d => d.Id()));
            cursor = page["next"] is { } next ? $"&cursor={Uri.EscapeDataString(next.GetValue<string>())}" : "";
        }
        while (cursor.Length > 0);
        Assert.Equal(Enumerable.Reverse(drawn), seen);
        await Host.GetAsync("TCD/licensing", $"/v1/certificates/{id}/drawdowns?limit=0", HttpStatusCode.UnprocessableEntity);
        await Host.GetAsync("TCD/licensing", $"/v1/certificates/{id}/drawdowns?cursor=x", HttpStatusCode.UnprocessableEntity);
    }
}
