using System.Net;
using Exchange.Contracts.Vocabularies;
using Xunit;

namespace Exchange.DiversionCases.Tests.Vocabularies;

[Collection(OnSqlite.Name)]
public sealed class ListVocabulariesTests(SqliteHost host)
{
    [Fact]
    public async Task Any_member_reads_every_vocabulary_with_its_source()
    {
        var items = (await host.As("EAC/secretariat").GetJsonAsync("/v1/vocabularies"))["items"]!.AsArray();
        Assert.Equal(CodeLists.All.Select(list => list.Name), items.Select(item => item!["name"]!.GetValue<string>()));
        Assert.All(items, item => Assert.NotEmpty(item!["source"]!.GetValue<string>()));
    }

    [Fact]
    public async Task One_is_read_by_its_name()
    {
        var list = await host.As("KEN/customs").GetJsonAsync("/v1/vocabularies/transport_mode");
        var maritime = list["codes"]!.AsArray().Single(code => code!["code"]!.GetValue<string>() == "maritime")!;
        Assert.Equal("""{"code":"maritime","label":"Maritime","native":"1","certainty":"found"}""", maritime.ToJsonString());
    }

    [Theory]
    [InlineData("/v1/vocabularies/nothing", HttpStatusCode.NotFound)]
    public async Task What_there_is_not_is_not_found(string path, HttpStatusCode status)
    {
        using var response = await host.As("KEN/customs").GetAsync(path);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_read()
    {
        using var response = await host.Service.Client.GetAsync("/v1/vocabularies");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
