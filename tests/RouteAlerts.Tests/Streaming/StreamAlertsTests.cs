using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Testing;
using Exchange.Testing.Servers;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Streaming;

public sealed class StreamAlertsTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_reader_that_resumes_gets_every_alert_once_while_several_write(Provider provider)
    {
        const int writers = 4, each = 25;
        await using var alerting = await Alerting.StartAsync(provider);
        var opened = await StreamReader.OpenAsync(alerting, "UGA/customs");
        var last = opened.LastEventId;
        await opened.DisposeAsync();

        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(async _ =>
        {
            for (var i = 0; i < each; i++) await alerting.PostAsync("KEN/customs", "/v1/alerts", Facts.Alert(Facts.To("UGA").AsJson()), HttpStatusCode.Created);
        }));
        var seen = new List<string>();
        while (seen.Count < writers * each)
        {
            await using var reader = await StreamReader.OpenAsync(alerting, "UGA/customs", last);
            for (var i = 0; i < 7 && seen.Count < writers * each; i++)
            {
                var (name, data) = await reader.NextAsync();
                Assert.Equal("issued", name);
                seen.Add(data.Id());
                last = reader.LastEventId;
            }
        }
        await writing;

        Assert.Equal(writers * each, seen.Distinct().Count());
        var listed = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await alerting.GetAsync("UGA/customs", $"/v1/alerts?limit=30{(next.Length > 0 ? $"&cursor={next}" : "")}");
            listed.AddRange(page["items"]!.AsArray().Select(a => a!.AsObject().Id()));
            next = page["next"]?.GetValue<string>();
        }
        Assert.Equal(Enumerable.Reverse(seen), listed);
    }

    [Fact]
    public async Task What_was_narrowed_is_told_to_those_who_could_see_it_and_to_nobody_else()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        await using var before = await StreamReader.OpenAsync(alerting, "TZA/customs");
        await using var still = await StreamReader.OpenAsync(alerting, "UGA/customs");
        await using var wrongFunction = await StreamReader.OpenAsync(alerting, "TZA/licensing");
        await using var never = await StreamReader.OpenAsync(alerting, "CZE/customs");
        var facts = Facts.Case(Facts.To("UGA"), Facts.To("EAC/*", ReleaseLevel.Full, "customs"));
        var alert = await alerting.RaiseAsync(facts);
        // Before the amendment: a reader that is slower than it never sees the alert.
        Assert.Equal(("issued", alert.Id()), await before.NextIdAsync());
        await alerting.PublishAsync(new CaseAmended(facts with { Version = 2, Releases = [Facts.To("UGA")] }));
        var last = await alerting.RaiseAsync(Facts.Case(Facts.To("*")));

        var (name, data) = await before.NextAsync();
        Assert.Equal("withdrawn", name);
        Assert.Equal(["id"], data.Select(p => p.Key));
        Assert.Equal(("issued", last.Id()), await before.NextIdAsync());

        Assert.Equal(("issued", alert.Id()), await still.NextIdAsync());
        Assert.Equal(("updated", alert.Id()), await still.NextIdAsync());
        Assert.Equal(("issued", last.Id()), await still.NextIdAsync());

        Assert.Equal(("issued", last.Id()), await wrongFunction.NextIdAsync());
        Assert.Equal(("issued", last.Id()), await never.NextIdAsync());
    }

    [Fact]
    public async Task A_member_that_joins_a_group_later_is_not_told_of_what_it_could_not_have_seen()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var start = await StreamReader.OpenAsync(alerting, "TCD/customs");
        var facts = Facts.Case(Facts.To("EAC/*"));
        await alerting.RaiseAsync(facts);
        await alerting.PublishAsync(new CaseAmended(facts with { Version = 2, Releases = [] }));
        await Eventually.HoldsAsync("it is narrowed", async () => (await alerting.ListAsync("UGA/customs")).Count == 0);
        var eac = alerting.Network.Groups[0];
        await TestNetwork.TellAsync(alerting.Host.Services, eac with { Version = 2, Memberships = [.. eac.Memberships, new("TCD", new DateOnly(2000, 1, 1), null)] });
        var last = await alerting.RaiseAsync(Facts.Case(Facts.To("EAC/*")));

        await start.DisposeAsync();
        await using var joined = await StreamReader.OpenAsync(alerting, "TCD/customs", start.LastEventId);
        Assert.Equal(("issued", last.Id()), await joined.NextIdAsync());
    }

    [Fact]
    public async Task The_filters_are_those_of_the_list()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        await using var reader = await StreamReader.OpenAsync(alerting, "UGA/customs", query: "?country=UGA&minSeverity=high");
        await alerting.RaiseAsync(Facts.Case(Facts.To("UGA")));
        await alerting.RaiseAsync(Facts.Case(Facts.To("UGA")) with { Categories = ["shotgun"], Route = [Facts.Leg(1, Facts.Mombasa, Facts.Entebbe, "road")] });
        var meant = await alerting.RaiseAsync(Facts.Case(Facts.To("UGA")) with { Route = [Facts.Leg(1, Facts.Mombasa, Facts.Entebbe, "road")] });

        Assert.Equal(("issued", meant.Id()), await reader.NextIdAsync());
        Assert.Equal(meant.Id(), Assert.Single(await alerting.ListAsync("UGA/customs", "?country=UGA&minSeverity=high")).Id());
    }

    [Fact]
    public async Task An_id_that_is_not_of_this_stream_is_refused()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        await using var reader = await StreamReader.OpenAsync(alerting, "UGA/customs");
        foreach (var (id, identity, query) in new[] { ("1", "UGA/customs", ""), (reader.LastEventId, "TZA/customs", ""), (reader.LastEventId, "UGA/customs", "?country=KEN") })
        {
            using var client = alerting.As(identity);
            client.DefaultRequestHeaders.Add("Last-Event-ID", id);
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/v1/alerts/stream{query}")).StatusCode);
        }
    }

    [Fact]
    public async Task Head_returns_the_headers_and_ends()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        using var client = alerting.As("UGA/customs");
        using var request = new HttpRequestMessage(HttpMethod.Head, "/v1/alerts/stream");
        using var response = await client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task It_ends_when_the_member_is_suspended()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        await using var reader = await StreamReader.OpenAsync(alerting, "UGA/customs");
        await TestNetwork.TellAsync(alerting.Host.Services, alerting.Network["UGA"].Trust with { Status = "suspended", Version = 2 });
        await alerting.RaiseAsync(Facts.Case(Facts.To("UGA")));
        Assert.True(await reader.EndsAsync());
    }

    [Fact]
    public async Task It_ends_when_the_key_that_signed_the_token_is_withdrawn()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        using var next = new TestIssuer("UGA");
        await using var reader = await StreamReader.OpenAsync(alerting, "UGA/customs");
        await TestNetwork.TellAsync(alerting.Host.Services, alerting.Network["UGA"].Trust with { Jwks = next.Trust.Jwks, Version = 2 });
        await alerting.RaiseAsync(Facts.Case(Facts.To("UGA")));
        Assert.True(await reader.EndsAsync());
    }

    [Fact]
    public async Task It_ends_when_the_client_is_disabled_and_goes_on_for_others()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        await using var reader = await StreamReader.OpenAsync(alerting, "UGA/customs");
        await using var other = await StreamReader.OpenAsync(alerting, "UGA/police");
        await TestNetwork.TellAsync(alerting.Host.Services, alerting.Network["UGA"].Trust with { DisabledClients = ["UGA/customs"], Version = 2 });
        var alert = await alerting.RaiseAsync(Facts.Case(Facts.To("UGA")));
        Assert.True(await reader.EndsAsync());
        Assert.Equal(("issued", alert.Id()), await other.NextIdAsync());
    }

    [Fact]
    public async Task It_ends_when_the_token_expires()
    {
        var clock = new MovableClock();
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite, clock);
        await using var reader = await StreamReader.OpenAsync(alerting, "UGA/customs");
        var end = reader.EndsAsync();
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.False(end.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await end);
    }

    [Fact]
    public async Task A_reader_at_another_replica_is_woken_through_Redis()
    {
        var redis = await (await RedisServer.SharedAsync()).CreateDatabaseAsync();
        await using var alerting = await Alerting.StartAsync(Provider.Postgres, settings: new() { ["ConnectionStrings:redis"] = redis });
        var other = await alerting.StartHostAsync(settings: new() { ["ConnectionStrings:redis"] = redis });
        await using var reader = await StreamReader.OpenAsync(other.As(alerting.Network.Token("UGA/customs")));

        var posted = await alerting.PostAsync("KEN/customs", "/v1/alerts", Facts.Alert(Facts.To("UGA").AsJson()), HttpStatusCode.Created);

        // Well before the heartbeat of 15 seconds, at which it would come too.
        var next = reader.NextIdAsync();
        Assert.Same(next, await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(8))));
        Assert.Equal(("issued", posted.Id()), await next);
    }

    /// <summary>Reads a stream, remembering where it is.</summary>
    private sealed class StreamReader : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
        private readonly HttpClient client;
        private readonly HttpResponseMessage response;
        private readonly System.IO.StreamReader lines;

        private StreamReader(HttpClient client, HttpResponseMessage response, Stream stream)
        {
            (this.client, this.response) = (client, response);
            lines = new System.IO.StreamReader(stream);
        }

        public string LastEventId { get; private set; } = "";

        public static Task<StreamReader> OpenAsync(Alerting alerting, string identity, string? after = null, string query = "") =>
            OpenAsync(alerting.As(identity), after, query);

        public static async Task<StreamReader> OpenAsync(HttpClient client, string? after = null, string query = "")
        {
            if (after is not null) client.DefaultRequestHeaders.Add("Last-Event-ID", after);
            var response = await client.GetAsync($"/v1/alerts/stream{query}", HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            var reader = new StreamReader(client, response, await response.Content.ReadAsStreamAsync());
            Assert.Null(await reader.BlockAsync(":"));
            return reader;
        }

        /// <summary>The next event; heartbeats only move the position.</summary>
        public async Task<(string Name, JsonObject Data)> NextAsync()
        {
            while (true)
            {
                if (await BlockAsync("event:") is { } found) return found;
            }
        }

        public async Task<(string Name, string Id)> NextIdAsync()
        {
            var (name, data) = await NextAsync();
            return (name, data.Id());
        }

        /// <summary>Whether the stream ends without another event.</summary>
        public async Task<bool> EndsAsync()
        {
            while (await lines.ReadLineAsync().WaitAsync(Patience) is { } line)
            {
                if (line.StartsWith("event:", StringComparison.Ordinal)) return false;
            }
            return true;
        }

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            response.Dispose();
            client.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<(string, JsonObject)?> BlockAsync(string what)
        {
            string? name = null, data = null;
            while (await lines.ReadLineAsync().WaitAsync(Patience) is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal)) LastEventId = line[4..];
                else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
                else if (line.Length == 0) return name is null ? null : (name, JsonNode.Parse(data!)!.AsObject());
            }
            throw new EndOfStreamException($"The stream ended before {what}.");
        }
    }
}
