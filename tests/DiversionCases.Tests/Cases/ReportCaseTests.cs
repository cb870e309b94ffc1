using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Xunit;
using static Exchange.DiversionCases.Tests.Http;

namespace Exchange.DiversionCases.Tests.Cases;

public abstract class ReportCaseTests(CaseHost host)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : ReportCaseTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : ReportCaseTests(host);

    [Fact]
    public async Task Shows_a_released_case_at_its_level_and_publishes_it()
    {
        using var response = await host.As("KEN/customs").PostAsync("/v1/cases", Case(("releases", Released("UGA", "summary"))));
        var created = await response.ReadAsync(HttpStatusCode.Created);
        var id = created["id"]!.GetValue<string>();
        Assert.Equal($"/v1/cases/{id}", response.Headers.Location!.ToString());
        Assert.Matches(@"^KEN-\d{4}-\d{8}$", created["reference"]!.GetValue<string>());
        Assert.Equal(1, created["version"]!.GetValue<int>());

        var seen = await host.As("UGA/police").GetJsonAsync($"/v1/cases/{id}");
        Assert.Equal("summary", seen["level"]!.GetValue<string>());
        Assert.Equal("Rifles declared as machine parts.", seen["summary"]!.GetValue<string>());
        Assert.Null(seen["narrative"]);
        var own = await host.As("KEN/licensing").GetJsonAsync($"/v1/cases/{id}");
        Assert.NotNull(own["narrative"]);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As("TZA/customs").GetAsync($"/v1/cases/{id}")).StatusCode);

        var published = await host.PublishedAsync<CaseReported>(message => message.Case.Id == Guid.Parse(id));
        Assert.Equal("KEN", published.Case.Originator);
        Assert.Equal(("AEJEA", "ARE", "KEMBA"), (published.Case.Route[0].From.Locode, published.Case.Route[0].From.Country, published.Case.Route[0].To.Locode));
        Assert.Equal("UGA", published.Case.Releases.Single().To.Single());
    }
}
