using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Subscriptions;
using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Subscriptions;

public sealed class SubscriptionsApiTests
{
    private static readonly Uri Elsewhere = new("https://example.org/hook");

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Only_its_own_authority_knows_a_subscription(Provider provider)
    {
        await using var alerting = await Alerting.StartAsync(provider);
        await using var receiver = await WebhookReceiver.StartAsync();
        var own = await alerting.SubscribeAsync("UGA/customs", receiver.Url);
        await alerting.RaiseAsync(Facts.Case(Facts.To("UGA")));
        await receiver.WaitForAsync("the webhook", _ => true);
        var delivery = (await alerting.GetAsync("UGA/customs", $"/v1/subscriptions/{own.Id()}/deliveries"))["items"]![0]!["id"]!.GetValue<string>();

        foreach (var other in new[] { "UGA/npc", "KEN/customs", "EAC/secretariat" })
        {
            Assert.Empty((await alerting.GetAsync(other, "/v1/subscriptions"))["items"]!.AsArray());
            Assert.Equal(await AnswersAsync(alerting, other, Guid.CreateVersion7().ToString(), delivery), await AnswersAsync(alerting, other, own.Id(), delivery));
        }
        var second = await alerting.SubscribeAsync("UGA/customs", Elsewhere);
        await alerting.PostAsync("UGA/customs", $"/v1/subscriptions/{second.Id()}/deliveries/{delivery}/replay", null, HttpStatusCode.NotFound);
        Assert.Equal([own.Id(), second.Id()], (await alerting.GetAsync("UGA/customs", "/v1/subscriptions"))["items"]!.AsArray().Select(s => s!["id"]!.GetValue<string>()));

        using var client = alerting.As("UGA/customs");
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/v1/subscriptions/{own.Id()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/v1/subscriptions/{own.Id()}/deliveries")).StatusCode);
    }

    [Fact]
    public async Task Every_faulty_field_is_named()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var problem = await alerting.PostAsync("EAC/secretariat", "/v1/subscriptions", JsonNode.Parse("""
            { "url": "https://10.0.0.1/", "countries": ["KEN", "KE"], "unlocodes": ["KEMBA", "KE"], "modes": ["sea"], "minSeverity": "huge", "area": [1, 2] }
            """)!, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["area", "countries[1]", "minSeverity", "modes[0]", "unlocodes[1]", "url"], problem["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_authority_has_so_many_and_no_more()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        for (var i = 0; i < AddSubscription.MaxSubscriptions; i++) await alerting.SubscribeAsync("EAC/secretariat", Elsewhere);
        await alerting.PostAsync("EAC/secretariat", "/v1/subscriptions", new { url = Elsewhere }, HttpStatusCode.Conflict);
        await alerting.SubscribeAsync("ECOWAS/secretariat", Elsewhere);
    }

    [Fact]
    public async Task Only_alerts_that_meet_the_filter_are_sent()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        await using var receiver = await WebhookReceiver.StartAsync();
        foreach (var (path, filter) in new (string, object)[]
        {
            ("/all", new { }),
            ("/uganda", new { countries = new[] { "UGA" } }),
            ("/entebbe", new { unlocodes = new[] { "UGEBB" }, modes = new[] { "road", "air" } }),
            ("/grave", new { minSeverity = "critical" }),
            ("/coast", new { area = new[] { 39.0, -5, 41, -3 } }),
            ("/gulf", new { area = JsonNode.Parse("""{"type":"Polygon","coordinates":[[[54,24],[56,24],[56,26],[54,26],[54,24]]]}""") }),
        }) await alerting.SubscribeAsync("EAC/secretariat", new Uri(receiver.Url, path), filter);

        await alerting.RaiseAsync(Facts.Case(Facts.To("EAC")) with { Route = [Facts.Leg(1, Facts.Mombasa, Facts.Entebbe, "road")] });
        var last = await alerting.RaiseAsync(Facts.Case(Facts.To("EAC")) with { Categories = ["manpads"] });
        foreach (var path in new[] { "/all", "/grave", "/gulf", "/coast" })
            await receiver.WaitForAsync($"{path} has the last", d => d.Path == path && d.Body.Contains(last.Id(), StringComparison.Ordinal));
        await Eventually.HoldsAsync("all have come", () => receiver.Deliveries.Count >= 8);

        Assert.Equal(
            ["/all 2", "/coast 2", "/entebbe 1", "/grave 1", "/gulf 1", "/uganda 1"],
            receiver.Deliveries.GroupBy(d => d.Path).Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Private_keys_are_stored_sealed_each_for_its_own_subscription()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        await alerting.SubscribeAsync("EAC/secretariat", Elsewhere);
        await alerting.SubscribeAsync("EAC/secretariat", Elsewhere);
        await using var scope = alerting.Host.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<AlertsDb>().Subscriptions.AsNoTracking().ToListAsync();
        var keys = scope.ServiceProvider.GetRequiredService<WebhookKeyBox>();

        Assert.StartsWith("v1a,", keys.Sign(stored[0], "msg", 1, "{}"u8), StringComparison.Ordinal);
        Assert.True(stored[0].SealedPrivateKey.Length > 32);
        var swapped = new Subscription
        {
            Id = stored[0].Id, Member = "EAC", Subject = "", Functions = [], Url = "", Countries = [], Unlocodes = [], Modes = [], CreatedAt = default,
            PublicKey = [], SealedPrivateKey = stored[1].SealedPrivateKey,
        };
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => keys.Sign(swapped, "msg", 1, "{}"u8));
    }

    [Fact]
    public async Task Subscriptions_are_listed_page_by_page()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var added = new List<string>();
        for (var i = 0; i < 5; i++) added.Add((await alerting.SubscribeAsync("EAC/secretariat", Elsewhere)).Id());
        var listed = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await alerting.GetAsync("EAC/secretariat", $"/v1/subscriptions?limit=2{(next.Length > 0 ? $"&cursor={next}" : "")}");
            listed.AddRange(page["items"]!.AsArray().Select(s => s!.AsObject().Id()));
            next = page["next"]?.GetValue<string>();
        }
        Assert.Equal(added.Order(), listed.Order());
    }

    [Fact]
    public async Task On_PostgreSQL_the_service_does_not_start_without_its_key_file()
    {
        await using var storage = await TestStorage.CreateAsync(Provider.Postgres, RouteAlertsModule.Name);
        var refused = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => ServiceHost.StartAsync<Subscription>(storage));
        Assert.Contains("RouteAlerts:KeyEncryptionKeyFile is required with PostgreSQL", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> AnswersAsync(Alerting alerting, string identity, string id, string delivery)
    {
        using var client = alerting.As(identity);
        var answers = new List<string>();
        foreach (var request in new[]
        {
            new HttpRequestMessage(HttpMethod.Get, $"/v1/subscriptions/{id}"),
            new HttpRequestMessage(HttpMethod.Get, $"/v1/subscriptions/{id}/deliveries?limit=0"),
            new HttpRequestMessage(HttpMethod.Post, $"/v1/subscriptions/{id}/enable"),
            new HttpRequestMessage(HttpMethod.Post, $"/v1/subscriptions/{id}/deliveries/{delivery}/replay"),
            new HttpRequestMessage(HttpMethod.Delete, $"/v1/subscriptions/{id}"),
        })
        {
            using (request)
            {
                using var response = await client.SendAsync(request);
                Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
                var problem = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
                problem.Remove("traceId");
                answers.Add(problem.ToJsonString());
            }
        }
        return string.Join('\n', answers);
    }
}
