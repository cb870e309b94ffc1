using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Hosting.CatchUp;
using Exchange.Messaging;
using Exchange.RouteAlerts.Data;
using Exchange.Testing;
using Exchange.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Consumers;

/// <summary>What was reported before this service's queue existed is alerted too: the two services on PostgreSQL and RabbitMQ.</summary>
public sealed class CatchUpTests : IAsyncLifetime, IDisposable
{
    // More than two pages of what DiversionCases tells at once.
    private const int Cases = 205;
    private const string Consumer = "route-alerts-raise-alert-from-case";

    private readonly TestNetwork members = new();
    private TestStorage storage = null!;
    private VirtualHost broker = null!;

    public async Task InitializeAsync()
    {
        storage = await TestStorage.CreateAsync(Provider.Postgres, "diversion-cases");
        broker = await (await RabbitMqServer.SharedAsync()).CreateVirtualHostAsync();
    }

    public async Task DisposeAsync()
    {
        await broker.DisposeAsync();
        await storage.DisposeAsync();
    }

    public void Dispose() => members.Dispose();

    [Fact]
    public async Task Cases_from_before_the_first_start_are_alerted_once_however_often_they_are_told()
    {
        await using var cases = await StartCasesAsync(OnTheBroker);
        var reported = await Task.WhenAll(Enumerable.Range(0, Cases).Select(_ => ReportAsync(cases)));
        reported = [.. reported.Order()];
        await WithdrawAsync(cases, reported[0]);
        await Eventually.HoldsAsync("all events have left", async () => await WaitingAsync() == 0);

        await using var alerting = await Alerting.StartAsync(Provider.Postgres, settings: OnTheBroker);
        await Eventually.HoldsAsync("every standing case has its alert", async () => await CountAsync(alerting, db => db.Alerts.CountAsync()) == Cases - 1);
        await CaughtUpAsync(alerting);
        Assert.Equal(reported[1..], (await CountAsync(alerting, db => db.Alerts.Select(a => a.CaseId!.Value).ToListAsync())).Order());

        var before = await CountAsync(alerting, ConsumedAsync);
        await alerting.PublishAsync(new CasesRequested(RouteAlertsModule.Name));
        await Eventually.HoldsAsync("all are told again", async () => await CountAsync(alerting, ConsumedAsync) >= before + Cases);
        var last = await ReportAsync(cases);
        await Eventually.HoldsAsync("the service goes on", async () => await CountAsync(alerting, db => db.Alerts.AnyAsync(a => a.CaseId == last)));

        // An entry in the feed for each that somebody is told.
        Assert.Equal(Cases, await CountAsync(alerting, db => db.Feed.CountAsync()));
        Assert.Equal(Cases, await CountAsync(alerting, db => db.Alerts.CountAsync()));
    }

    [Fact]
    public async Task A_request_that_nobody_heard_is_repeated_and_an_answered_one_is_not()
    {
        Guid reported;
        // Without the broker, so that the event reaches nobody.
        await using (var alone = await StartCasesAsync([])) reported = await ReportAsync(alone);
        var clock = new MovableClock();
        await using var alerting = await Alerting.StartAsync(Provider.Postgres, clock, settings: OnTheBroker);
        await Eventually.HoldsAsync("the request is lost",
            async () => await CountAsync(alerting, db => db.Set<CatchUp>().AnyAsync(c => c.Asked == 1)) && await CountAsync(alerting, WaitingAsync) == 0);

        await using var cases = await StartCasesAsync(OnTheBroker);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync("the case has its alert", async () => await CountAsync(alerting, db => db.Alerts.AnyAsync(a => a.CaseId == reported)));
        await CaughtUpAsync(alerting);

        clock.Advance(TimeSpan.FromDays(1));
        await alerting.StartHostAsync(clock, settings: OnTheBroker);
        var next = await ReportAsync(cases);
        await Eventually.HoldsAsync("the service goes on", async () => await CountAsync(alerting, db => db.Alerts.AnyAsync(a => a.CaseId == next)));
        Assert.Equal(2, await CountAsync(alerting, db => db.Set<CatchUp>().Select(c => c.Asked).SingleAsync()));
    }

    [Fact]
    public async Task A_case_whose_alert_would_be_over_raises_none()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var old = Facts.Case(Facts.To("UGA")) with { ReportedAt = TimeProvider.System.GetUtcNow().AddDays(-181) };
        await alerting.PublishAsync(new CaseAmended(old));
        await alerting.RaiseAsync(Facts.Case());
        await Eventually.HoldsAsync("both were taken", async () => await CountAsync(alerting, ConsumedAsync) == 2);

        Assert.Single(await alerting.ListAsync("KEN/customs", "?status=all"));
    }

    private Dictionary<string, string?> OnTheBroker => new() { ["ConnectionStrings:rabbitmq"] = broker.ConnectionString };

    private Task<ServiceHost> StartCasesAsync(Dictionary<string, string?> settings) => ServiceHost.StartAsync(typeof(DiversionCases.DiversionCasesModule), storage, members, settings);

    private async Task<Guid> ReportAsync(ServiceHost cases)
    {
        using var customs = cases.As(members.Token("KEN/customs"));
        using var answer = await customs.PostAsJsonAsync("/v1/cases", JsonNode.Parse("""
            {
              "status": "detected",
              "eventDate": { "value": "2026-03", "precision": "month" },
              "lifecycleStage": "during_transfer",
              "diversionType": "rerouting_or_transshipment",
              "detectionMethod": "customs_inspection",
              "summary": "Rifles declared as machine parts.",
              "location": { "country": "KEN", "unlocode": "KEMBA" },
              "items": [ { "category": "assault_rifle", "quantity": 12, "markingStatus": "never_marked", "originKind": "industrial" } ],
              "route": [ { "sequence": 1, "from": "AEJEA", "to": "KEMBA", "mode": "maritime" } ],
              "grading": { "source": "B", "information": "2" },
              "handling": { "tlp": "amber", "purposes": ["border_interdiction"], "paragraphs": [21, 79] }
            }
            """));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<Guid>();
    }

    private async Task WithdrawAsync(ServiceHost cases, Guid id)
    {
        using var customs = cases.As(members.Token("KEN/customs"));
        using var answer = await customs.PostAsJsonAsync($"/v1/cases/{id}/withdraw", new { reason = "Reported twice." });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static Task CaughtUpAsync(Alerting alerting) => Eventually.HoldsAsync("the service has caught up",
        () => CountAsync(alerting, db => db.Set<CatchUp>().AnyAsync(c => c.DoneAt != null)));

    private static Task<int> ConsumedAsync(AlertsDb db) => db.Set<InboxEntry>().CountAsync(e => e.Consumer == Consumer);

    private static Task<int> WaitingAsync(AlertsDb db) => db.Set<OutboxMessage>().CountAsync();

    private async Task<long> WaitingAsync()
    {
        await using var database = NpgsqlDataSource.Create(storage.Settings["ConnectionStrings:diversion-cases"]!);
        await using var count = database.CreateCommand("SELECT count(*) FROM outbox");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static async Task<T> CountAsync<T>(Alerting alerting, Func<AlertsDb, Task<T>> count)
    {
        await using var scope = alerting.Host.Services.CreateAsyncScope();
        return await count(scope.ServiceProvider.GetRequiredService<AlertsDb>());
    }
}
