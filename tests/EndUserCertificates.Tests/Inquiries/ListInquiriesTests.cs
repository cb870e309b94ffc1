using System.Net;
using Xunit;
using static Exchange.EndUserCertificates.Tests.Inquiries.Questions;

namespace Exchange.EndUserCertificates.Tests.Inquiries;

public abstract class ListInquiriesTests(Asking asking)
{
    [Collection(AskingOnSqlite.Name)] public sealed class Sqlite(SqliteAsking host) : ListInquiriesTests(host.Asking);

    [Collection(AskingOnPostgres.Name)] public sealed class Postgres(PostgresAsking host) : ListInquiriesTests(host.Asking);

    [Fact]
    public async Task Lists_by_role_and_state_page_by_page()
    {
        // Between these two, so that no other test's are among them.
        var asked = new List<string>();
        for (var i = 0; i < 5; i++) asked.Add(await asking.AskAsync(Paper(null, ("issuingState", "TZA")), "UGA/customs"));
        var back = await asking.AskAsync(Paper(null, ("issuingState", "UGA")), "TZA/customs");
        await asking.SendAsync("TZA/licensing", $"{AuthenticationsPath}/{asked[4]}/answer", Answer("not_issued"), HttpStatusCode.OK);

        asked.Reverse();
        Assert.Equal(asked, await AllAsync("UGA/customs", "?role=asking&limit=2"));
        Assert.Equal([back], await AllAsync("UGA/licensing", "?role=asked&limit=1"));
        Assert.Equal([back, .. asked], await AllAsync("UGA/licensing", "?limit=4"));
        Assert.Equal([asked[0]], await AllAsync("TZA/licensing", "?role=asked&state=answered"));
        Assert.Equal(asked.Skip(1), await AllAsync("TZA/licensing", "?role=asked&state=asked"));
        Assert.Empty(await AllAsync("UGA/licensing", "?overdue=true"));
        // Of the State asked, only the licensing authority sees them.
        Assert.Equal([back], await AllAsync("TZA/customs", ""));
    }

    [Theory]
    [InlineData("role=owner", "role")]
    [InlineData("state=lost", "state")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=abc", "cursor")]
    public async Task Refuses_a_filter_that_says_nothing(string query, string field)
    {
        var problem = await asking.GetAsync("KEN/customs", $"{AuthenticationsPath}?{query}", HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(problem["errors"]![field]);
    }

    private async Task<List<string>> AllAsync(string identity, string query)
    {
        var ids = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await asking.GetAsync(identity, AuthenticationsPath + query + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"));
            ids.AddRange(page["items"]!.AsArray().Select(i => i!.AsObject().Text("id")));
            if ((cursor = page["next"]?.GetValue<string>()) is null) return ids;
        }
    }
}
