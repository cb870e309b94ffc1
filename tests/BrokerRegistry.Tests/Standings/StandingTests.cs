using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Testing;
using Xunit;

namespace Exchange.BrokerRegistry.Tests.Standings;

public abstract class StandingTests(SharedHost shared)
{
    private readonly BrokerHost host = shared.Host;

    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : StandingTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : StandingTests(host);

    [Fact]
    public async Task A_suspension_and_a_reinstatement_are_published_and_nothing_is_overwritten()
    {
        var id = await host.RegisterAsync();
        Assert.Equal("suspended", (await ChangeAsync(id, "suspended", HttpStatusCode.OK)).Text("standing"));
        await host.PublishedAsync<BrokerStandingChanged>(b => b.Id == id && b.Standing == BrokerStandings.Suspended && b.Version == 2);
        Assert.Equal("standing-not-allowed", (await ChangeAsync(id, "suspended", HttpStatusCode.Conflict)).Code());
        Assert.Equal("active", (await ChangeAsync(id, "active", HttpStatusCode.OK)).Text("standing"));
        await host.PublishedAsync<BrokerStandingChanged>(b => b.Id == id && b.Standing == BrokerStandings.Active && b.Version == 3);
        var history = (await host.GetAsync("CZE/licensing", $"/v1/brokers/{id}/history")).Items();
        Assert.Equal(["active", "suspended", "active"], history.Select(v => v.Text("standing")));
        Assert.Equal(["The reason of active.", "The reason of suspended."], history.Take(2).Select(v => v.Text("standingReason")));
    }

    [Fact]
    public async Task A_revocation_takes_two_officers_of_one_authority()
    {
        var id = await host.RegisterAsync();
        var proposal = (await ChangeAsync(id, "revoked", HttpStatusCode.Accepted))["id"]!.GetValue<Guid>();
        Assert.Equal("active", (await host.GetAsync("CZE/licensing", $"/v1/brokers/{id}")).Text("standing"));
        Assert.Equal("open", (await host.GetAsync("CZE/licensing", $"/v1/broker-proposals/{proposal}")).Text("state"));
        await host.GetAsync("KEN/licensing", $"/v1/broker-proposals/{proposal}", HttpStatusCode.NotFound);
        Assert.Equal("proposal-open", (await ChangeAsync(id, "revoked", HttpStatusCode.Conflict)).Code());

        var confirm = $"/v1/broker-proposals/{proposal}/confirm";
        Assert.Equal("same-officer", (await host.SendAsync("CZE/licensing", HttpMethod.Post, confirm, null, HttpStatusCode.Forbidden)).Code());
        using var other = host.As("CZE/ministry", [Functions.Licensing], [Scopes.BrokersRead, Scopes.BrokersWrite]);
        Assert.Equal("same-officer", (await other.SendAsync(HttpMethod.Post, confirm, null, HttpStatusCode.Forbidden)).Code());
        await host.SendAsync("KEN/licensing", HttpMethod.Post, confirm, null, HttpStatusCode.NotFound);

        var revoked = await host.SendAsync("CZE/licensing/second", HttpMethod.Post, confirm, null, HttpStatusCode.OK);
        Assert.Equal(("revoked", "The reason of revoked."), (revoked.Text("standing"), revoked.Text("standingReason")));
        await host.PublishedAsync<BrokerStandingChanged>(b => b.Id == id && b.Standing == BrokerStandings.Revoked);
        Assert.Equal("proposal-decided", (await host.SendAsync("CZE/licensing/third", HttpMethod.Post, confirm, null, HttpStatusCode.Conflict)).Code());
        Assert.Equal("standing-not-allowed", (await ChangeAsync(id, "active", HttpStatusCode.Conflict)).Code());
        Assert.Contains((await host.GetAsync("CZE/licensing", "/v1/broker-proposals?state=confirmed")).Items(), p => p["id"]!.GetValue<Guid>() == proposal);
    }

    [Fact]
    public async Task A_rejected_proposal_leaves_the_standing_and_another_may_follow()
    {
        var id = await host.RegisterAsync();
        var proposal = (await ChangeAsync(id, "revoked", HttpStatusCode.Accepted))["id"]!.GetValue<Guid>();
        Assert.Equal("rejected", (await host.SendAsync("CZE/licensing", HttpMethod.Post, $"/v1/broker-proposals/{proposal}/reject", null, HttpStatusCode.OK)).Text("state"));
        Assert.Equal("active", (await host.GetAsync("CZE/licensing", $"/v1/brokers/{id}")).Text("standing"));
        await ChangeAsync(id, "revoked", HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Of_many_confirmations_at_once_one_counts()
    {
        var id = await host.RegisterAsync();
        var proposal = (await ChangeAsync(id, "revoked", HttpStatusCode.Accepted))["id"]!.GetValue<Guid>();
        using var second = host.As("CZE/licensing/second");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => second.PostAsync($"/v1/broker-proposals/{proposal}/confirm", null)));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.All(answers, a => Assert.Contains(a.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Conflict]));
        Assert.Equal(2, (await host.GetAsync("CZE/licensing", $"/v1/brokers/{id}/history")).Items().Count);
    }

    [Theory]
    [InlineData("""{ "standing": "expired", "reason": "A test." }""", "standing")]
    [InlineData("""{ "standing": "suspended" }""", "reason")]
    [InlineData("""{ "standing": "suspended", "reason": "A test.", "effective": "2999-01-01" }""", "effective")]
    public async Task Names_a_faulty_field(string body, string field)
    {
        var id = await host.RegisterAsync();
        Assert.Equal([field], (await host.SendAsync("CZE/licensing", HttpMethod.Post, $"/v1/brokers/{id}/standing", JsonNode.Parse(body), HttpStatusCode.UnprocessableEntity)).Fields());
    }

    [Fact]
    public async Task Everything_is_published_again_for_a_service_that_asks()
    {
        var id = await host.RegisterAsync();
        await host.PublishedAsync<BrokerStandingChanged>(b => b.Id == id);
        var service = $"late-{Guid.CreateVersion7():N}";
        await host.PublishAsync(new BrokersRequested(service));
        await host.PublishedAsync<BrokersRepublished>(done => done.Service == service);
        await Eventually.GetAsync("it is published again", () => Task.FromResult(host.Published<BrokerStandingChanged>(b => b.Id == id) >= 2 ? "yes" : null));
    }

    private Task<JsonObject> ChangeAsync(Guid id, string standing, HttpStatusCode expected) => host.SendAsync("CZE/licensing", HttpMethod.Post, $"/v1/brokers/{id}/standing",
        new JsonObject { ["standing"] = standing, ["reason"] = $"The reason of {standing}." }, expected);
}

public sealed class ExpiryTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_registration_ends_with_its_last_day_and_a_renewal_makes_it_active_again(Provider provider)
    {
        var clock = new MovableClock();
        await using var host = await BrokerHost.StartAsync(provider, clock);
        var body = host.Broker(("validUntil", $"{host.Today:O}"));
        var id = (await host.SendAsync("CZE/licensing", HttpMethod.Post, "/v1/brokers", body, HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        Assert.Equal("active", (await host.GetAsync("CZE/licensing", $"/v1/brokers/{id}")).Text("standing"));

        clock.Advance(TimeSpan.FromDays(1));
        var ended = await host.GetAsync("CZE/licensing", $"/v1/brokers/{id}");
        Assert.Equal(("expired", $"{host.Today:O}"), (ended.Text("standing"), ended.Text("standingSince")));
        Assert.Single((await host.GetAsync("CZE/licensing", "/v1/brokers?standing=expired")).Items());
        Assert.Empty((await host.GetAsync("CZE/licensing", "/v1/brokers?standing=active")).Items());
        await host.PublishedAsync<BrokerStandingChanged>(b => b.Id == id && b.Standing == BrokerStandings.Expired);

        // A renewal that begins later holds from its first day on, by itself.
        body["validFrom"] = $"{host.Today.AddDays(3):O}";
        body["validUntil"] = $"{host.Today.AddYears(5):O}";
        Assert.Equal("none", (await host.SendAsync("CZE/licensing", HttpMethod.Put, $"/v1/brokers/{id}", body, HttpStatusCode.OK)).Text("standing"));
        clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("active", (await host.GetAsync("CZE/licensing", $"/v1/brokers/{id}")).Text("standing"));

        body["validFrom"] = $"{host.Today:O}";
        Assert.Equal("active", (await host.SendAsync("CZE/licensing", HttpMethod.Put, $"/v1/brokers/{id}", body, HttpStatusCode.OK)).Text("standing"));
        await host.PublishedAsync<BrokerStandingChanged>(b => b.Id == id && b.Standing == BrokerStandings.Active && b.Version == 4);
    }
}
