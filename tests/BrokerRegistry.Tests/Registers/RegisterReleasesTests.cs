using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using Exchange.Testing;
using Xunit;
using static Exchange.BrokerRegistry.Tests.Http;

namespace Exchange.BrokerRegistry.Tests.Registers;

/// <summary>Each test has a host of its own: a State has one register.</summary>
public sealed class RegisterReleasesTests
{
    private static readonly string[] Readers = ["KEN", "UGA", "TZA", "TCD"];

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task The_page_is_for_every_member_and_its_releases_for_its_State(Provider provider)
    {
        await using var host = await BrokerHost.StartAsync(provider);
        await host.GetAsync("KEN/licensing", "/v1/registers/CZE", HttpStatusCode.NotFound);
        using (var conditional = host.As("CZE/licensing"))
        {
            conditional.DefaultRequestHeaders.IfMatch.Add(new("\"of-no-page\""));
            await conditional.SendAsync(HttpMethod.Put, "/v1/registers/CZE", Page([]), HttpStatusCode.PreconditionFailed);
            await host.GetAsync("KEN/licensing", "/v1/registers/CZE", HttpStatusCode.NotFound);
        }
        await SetAsync(host, Released(("UGA", "summary")));
        var foreign = await host.GetAsync("KEN/customs", "/v1/registers/CZE");
        Assert.Equal("required", foreign.Text("registration"));
        Assert.Null(foreign["releases"]);
        Assert.NotNull((await host.GetAsync("CZE/licensing", "/v1/registers/CZE"))["releases"]);
        Assert.Equal(["CZE"], (await host.GetAsync("KEN/customs", "/v1/registers")).Items().Select(r => r.Text("state")));
        Assert.Equal("forbidden", (await host.SendAsync("KEN/licensing", HttpMethod.Put, "/v1/registers/CZE", Page([]), HttpStatusCode.Forbidden)).Code());
        var lacking = Page([]);
        lacking["contact"] = new JsonObject { ["office"] = "Register" };
        lacking["publicRegister"] = "http://register.example";
        Assert.Equal(["publicRegister", "contact"], (await host.SendAsync("CZE/licensing", HttpMethod.Put, "/v1/registers/CZE", lacking, HttpStatusCode.UnprocessableEntity)).Fields());
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_release_of_the_register_shows_its_brokers_at_its_level_and_one_that_is_released_apart_follows_its_own(Provider provider)
    {
        await using var host = await BrokerHost.StartAsync(provider);
        var (together, apart) = (await host.RegisterAsync(), await host.RegisterAsync(("releases", Released(("TZA", "full")))));
        foreach (var reader in Readers.Except(["TZA"])) Assert.Empty(await SeenAsync(host, reader));
        await SetAsync(host, Released(("UGA", "summary"), ("KEN", "hit")));

        Assert.Equal([(together, "summary")], await SeenAsync(host, "UGA"));
        Assert.Equal([(apart, "full")], await SeenAsync(host, "TZA"));
        Assert.Empty(await SeenAsync(host, "KEN"));
        var summary = await host.GetAsync("UGA/licensing", $"/v1/brokers/{together}");
        Assert.Equal("active", summary.Text("standing"));
        Assert.All((string[])["address", "responsiblePersons", "version", "releases", "changedBy", "standingReason"], field => Assert.Null(summary[field]));
        Assert.Single((await host.GetAsync("UGA/licensing", $"/v1/brokers/{together}/history")).Items());

        await host.SendAsync("CZE/licensing", HttpMethod.Put, $"/v1/brokers/{apart}/releases", new JsonObject { ["releases"] = null }, HttpStatusCode.OK);
        Assert.Equal([(apart, "summary"), (together, "summary")], await SeenAsync(host, "UGA"));
        Assert.Empty(await SeenAsync(host, "TZA"));
        await host.SendAsync("CZE/licensing", HttpMethod.Put, $"/v1/brokers/{together}/releases", new JsonObject { ["releases"] = new JsonArray() }, HttpStatusCode.OK);
        Assert.Equal([(apart, "summary")], await SeenAsync(host, "UGA"));
        await SetAsync(host, []);
        Assert.Empty(await SeenAsync(host, "UGA"));
        Assert.Equal(2, (await SeenAsync(host, "CZE")).Count);
    }

    // A model: what reaches whom after any sequence of releases of the register and of one broker.
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task In_any_order_of_registering_releasing_and_narrowing_a_broker_reaches_those_whom_its_releases_name(Provider provider)
    {
        await using var host = await BrokerHost.StartAsync(provider);
        var releases = Gen.OneOf(Gen.Const("none"), Gen.OneOf<string>(Readers).Array[0, 3].Select(to => string.Join(',', to.Distinct())));
        await Gen.Select(Gen.Int[0, 2], releases).Array[1, 8].SampleAsync(async steps =>
        {
            var number = $"{Guid.CreateVersion7():N}";
            var id = await host.RegisterAsync(("number", number));
            string? register = null, apart = null;
            await SetAsync(host, []);
            foreach (var (step, drawn) in steps)
            {
                var to = drawn == "none" ? null : drawn;
                if (step == 0)
                {
                    register = to;
                    await SetAsync(host, To(to) ?? []);
                }
                else
                {
                    apart = to;
                    await host.SendAsync("CZE/licensing", HttpMethod.Put, $"/v1/brokers/{id}/releases", new JsonObject { ["releases"] = To(to) }, HttpStatusCode.OK);
                }
                var reached = (apart ?? register ?? "").Split(',');
                foreach (var reader in Readers)
                {
                    var sees = reached.Contains(reader);
                    Assert.Equal(sees ? 1 : 0, (await host.GetAsync($"{reader}/licensing", $"/v1/brokers?number={number}")).Items().Count);
                    await host.GetAsync($"{reader}/licensing", $"/v1/brokers/{id}", sees ? HttpStatusCode.OK : HttpStatusCode.NotFound);
                }
            }
        }, iter: 12, threads: 1);
    }

    [Fact]
    public async Task Whoever_does_not_see_a_broker_gets_the_answers_of_one_that_does_not_exist()
    {
        await using var host = await BrokerHost.StartAsync(Provider.Sqlite);
        var hidden = await host.RegisterAsync();
        foreach (var (method, path, body) in new (HttpMethod, string, JsonNode?)[]
        {
            (HttpMethod.Get, "", null), (HttpMethod.Get, "/history", null), (HttpMethod.Put, "", host.Broker()),
            (HttpMethod.Put, "/releases", new JsonObject { ["releases"] = new JsonArray() }),
            (HttpMethod.Post, "/standing", new JsonObject { ["standing"] = "suspended", ["reason"] = "A test." }),
        })
        {
            var ofHidden = await host.SendAsync("KEN/licensing", method, $"/v1/brokers/{hidden}{path}", body, HttpStatusCode.NotFound);
            var ofAbsent = await host.SendAsync("KEN/licensing", method, $"/v1/brokers/{Guid.CreateVersion7()}{path}", body, HttpStatusCode.NotFound);
            ofHidden.Remove("traceId");
            ofAbsent.Remove("traceId");
            Assert.Equal(ofAbsent.ToJsonString(), ofHidden.ToJsonString());
        }
    }

    private static JsonArray? To(string? members) => members is null ? null : Released([.. members.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(m => (m, "summary"))]);

    private static async Task<List<(Guid, string)>> SeenAsync(BrokerHost host, string state) =>
        [.. (await host.GetAsync($"{state}/licensing", "/v1/brokers")).Items().Select(b => (b["id"]!.GetValue<Guid>(), b.Text("level")))];

    private static Task<JsonObject> SetAsync(BrokerHost host, JsonArray releases) => host.SendAsync("CZE/licensing", HttpMethod.Put, "/v1/registers/CZE", Page(releases), HttpStatusCode.OK);

    private static JsonObject Page(JsonArray releases) => new()
    {
        ["registration"] = "required",
        ["authority"] = "Licensing Authority of Example",
        ["contact"] = new JsonObject { ["office"] = "Register of brokers", ["mail"] = "brokers@example.invalid" },
        ["releases"] = releases,
    };
}
