using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases.Content;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Exchange.DiversionCases.Tests.Cases;

/// <summary>
/// Whatever is amended, released, withdrawn and ends, in whatever order: nobody is shown a field outside its level, nor told
/// of a mark. Every text of the case bears a mark of its version and level, so that a leak is found in the whole answer,
/// wherever it stands.
/// </summary>
public abstract class NothingOutsideItsLevelTests(Provider provider) : IAsyncLifetime
{
    public sealed class Sqlite() : NothingOutsideItsLevelTests(Provider.Sqlite);

    public sealed class Postgres() : NothingOutsideItsLevelTests(Provider.Postgres);

    private const int Sequences = 24;
    private const string WithinRecipients = "within_recipients";
    private const string ConsentRequired = "originator_consent_required";
    private static readonly string[] EastAfrica = ["KEN", "UGA", "TZA", "SOM"];
    private static readonly string[] Readers =
        ["KEN/customs", "KEN/licensing", "UGA/customs", "UGA/police", "TZA/licensing", "SOM/npc", "CZE/customs", "EAC/secretariat", "ECOWAS/secretariat"];
    private static readonly int TextsInSummary = Occurrences(CompleteCase.Template, "@S");
    private static readonly int TextsInFull = Occurrences(CompleteCase.Template, "@F");

    private static readonly string[] Searchers = [.. Readers.Where(reader => !reader.EndsWith("/secretariat", StringComparison.Ordinal))];

    private static readonly Gen<Given> AnyGiven =
        from to in Among("UGA", "TZA", "CZE", "EAC", "EAC/*", "*")
        from level in Among(ReleaseLevel.Hit, ReleaseLevel.Summary, ReleaseLevel.Full)
        from functions in Among<string[]>([], [], [Functions.Customs], [Functions.Licensing, Functions.LawEnforcement])
        from minutes in Among<int?>(null, null, 10, 60)
        from purposes in Among<string[]>([], ["prosecution"], ["prosecution", "statistics"], ["tracing"])
        from onward in Among(WithinRecipients, ConsentRequired)
        select new Given(to, level, functions, minutes, purposes, onward);

    private static readonly Gen<Step> AnyStep = Gen.Frequency<Step>(
        (3, AnyGiven.Array[0, 3].Select(given => (Step)new Releasing(given))),
        (2, Gen.Const<Step>(new Amending())),
        (1, Gen.Const<Step>(new Withdrawing())),
        (3, Among(7, 23, 61).Select(minutes => (Step)new Waiting(minutes))),
        (6, Among(Readers).Select(reader => (Step)new Reading(reader))));

    private readonly MovableClock clock = new();
    private TestNetwork Network { get; } = new();
    private TestStorage storage = null!;
    private ServiceHost host = null!;
    private Dictionary<string, HttpClient> clients = [];

    public async Task InitializeAsync()
    {
        storage = await TestStorage.CreateAsync(provider, DiversionCasesModule.Name);
        host = await ServiceHost.StartAsync<CaseContent>(storage, Network,
            configure: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        GetTokens();
    }

    public async Task DisposeAsync()
    {
        foreach (var client in clients.Values) client.Dispose();
        await host.DisposeAsync();
        await storage.DisposeAsync();
        Network.Dispose();
    }

    [Fact]
    public Task No_sequence_shows_a_field_outside_the_level() => AnyStep.Array[3, 12].SampleAsync(RunAsync, iter: Sequences, threads: 1);

    private async Task RunAsync(Step[] steps)
    {
        var model = new Model(Guid.CreateVersion7().ToString("N"));
        var id = await clients["KEN/customs"].ReportAsync(CompleteCase.Json(model.Mark('s'), model.Mark('f')));
        foreach (var step in steps.Append(new Reading("KEN/customs")).Concat(Readers.Select(reader => new Reading(reader))))
        {
            var owner = clients["KEN/customs"];
            switch (step)
            {
                case Waiting { Minutes: var minutes }:
                    clock.Advance(TimeSpan.FromMinutes(minutes));
                    GetTokens();
                    break;
                case Reading { Reader: var reader }:
                    await AssertShownAsync(model, id, reader);
                    break;
                case Releasing { Given: var asked }:
                    var given = Array.ConvertAll(asked, g => g with { Until = g.Minutes is { } lasts ? clock.GetUtcNow().AddMinutes(lasts) : null });
                    using (var answer = await owner.PutAsync($"/v1/cases/{id}/releases", new JsonObject { ["releases"] = Json(given) }))
                        Assert.Equal(model.IsWithdrawn ? HttpStatusCode.Conflict : HttpStatusCode.OK, answer.StatusCode);
                    if (!model.IsWithdrawn) model.Given = given;
                    break;
                case Amending:
                    using (var answer = await owner.PutAsync($"/v1/cases/{id}", CompleteCase.Json(model.Next('s'), model.Next('f'))))
                        Assert.Equal(model.IsWithdrawn ? HttpStatusCode.Conflict : HttpStatusCode.OK, answer.StatusCode);
                    if (!model.IsWithdrawn) model.Version++;
                    break;
                case Withdrawing:
                    using (var answer = await owner.PostAsync($"/v1/cases/{id}/withdraw", new JsonObject { ["reason"] = $"{model.Case}reason" }))
                        Assert.Equal(model.IsWithdrawn ? HttpStatusCode.Conflict : HttpStatusCode.OK, answer.StatusCode);
                    model.IsWithdrawn = true;
                    break;
            }
            if (step is Reading) continue;
            foreach (var reader in Searchers) await AssertFoundAsync(model, id, reader);
        }
    }

    /// <summary>The clients anew: tokens last ten minutes.</summary>
    private void GetTokens()
    {
        foreach (var client in clients.Values) client.Dispose();
        clients = Readers.ToDictionary(reader => reader,
            reader => host.As(Network[reader.Split('/')[0]].Token(reader.Split('/')[1], at: clock.GetUtcNow())));
    }

    private async Task AssertShownAsync(Model model, string id, string reader)
    {
        var (client, level, owns) = (clients[reader], model.LevelOf(reader, clock.GetUtcNow()), reader.StartsWith("KEN/", StringComparison.Ordinal));
        var seen = level >= ReleaseLevel.Summary;
        using var got = await client.GetAsync($"/v1/cases/{id}");
        Assert.Equal(seen ? HttpStatusCode.OK : HttpStatusCode.NotFound, got.StatusCode);
        var shown = await got.Content.ReadAsStringAsync();
        AssertOnly(model, shown, level, owns);
        if (seen)
        {
            Assert.Equal(model.IsWithdrawn ? 0 : TextsInSummary, Occurrences(shown, model.Mark('s')));
            Assert.Equal(model.IsWithdrawn || level < ReleaseLevel.Full ? 0 : TextsInFull, Occurrences(shown, model.Mark('f')));
            var bound = JsonNode.Parse(shown)!["releasedFor"];
            Assert.Equal(owns || model.IsWithdrawn ? null : model.HandlingOf(reader, clock.GetUtcNow()), bound is null ? null : Model.Handling(
                bound["purposes"]?.AsArray().Select(p => p!.GetValue<string>()), bound["onward"]!.GetValue<string>(), bound["until"]?.GetValue<DateTimeOffset>()));
        }

        using var history = await client.GetAsync($"/v1/cases/{id}/history");
        Assert.Equal(got.StatusCode, history.StatusCode);
        if (!owns) AssertOnly(model, await history.Content.ReadAsStringAsync(), level, owns);

        foreach (var (mark, finds) in new[] { (model.Mark('s'), level >= ReleaseLevel.Summary), (model.Mark('f'), level == ReleaseLevel.Full) })
        {
            var list = await client.GetJsonAsync($"/v1/cases?q={mark}");
            AssertOnly(model, list.ToJsonString(), level, owns);
            Assert.Equal(finds && !model.IsWithdrawn ? 1 : 0, list["items"]!.AsArray().Count);
        }
    }

    /// <summary>
    /// The mark of this version, an illegible character in it, another manufacturer's, and the mark of the version before: each is
    /// found as the level says, and a hit tells nothing of the case.
    /// </summary>
    private async Task AssertFoundAsync(Model model, string id, string reader)
    {
        var level = model.IsWithdrawn ? null : model.LevelOf(reader, clock.GetUtcNow());
        var serial = $"{model.Mark('s')} 1234";
        var marks = new JsonArray(
            new JsonObject { ["serial"] = serial },
            new JsonObject { ["serial"] = $"{serial[..^2]}?{serial[^1]}" },
            new JsonObject { ["serial"] = serial, ["manufacturer"] = "Another" },
            new JsonObject { ["serial"] = $"{model.Previous('s')} 1234" });
        using var response = await clients[reader].PostAsync("/v1/marks/search", new JsonObject { ["marks"] = marks, ["purpose"] = "tracing" });
        var results = (await response.ReadAsync(HttpStatusCode.OK))["results"]!.AsArray();

        var found = level?.ToString().ToLowerInvariant() ?? "none";
        Assert.Equal([found, found, level == ReleaseLevel.Hit ? "hit" : "none", "none"], results.Select(result => result!["answer"]!.GetValue<string>()));
        foreach (var match in results.SelectMany(result => result!["matches"]!.AsArray()))
        {
            var told = match!.ToJsonString();
            if (level == ReleaseLevel.Hit) Assert.Equal("""{"level":"hit","originator":"KEN","contact":"/v1/members/KEN"}""", told);
            else Assert.Equal(id, match["id"]!.GetValue<string>());
            AssertOnly(model, told, level, owns: false);
        }
    }

    /// <summary>Of the case, the text holds nothing but what the level shows of the current version.</summary>
    private static void AssertOnly(Model model, string text, ReleaseLevel? level, bool owns)
    {
        var allowed = model.IsWithdrawn ? []
            : level == ReleaseLevel.Full ? [model.Mark('s'), model.Mark('f')]
            : level == ReleaseLevel.Summary ? [model.Mark('s')]
            : Array.Empty<string>();
        if (owns) allowed = [.. allowed, $"{model.Case}reason"];
        var rest = allowed.Aggregate(text, (t, mark) => t.Replace(mark, "", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(model.Case, rest, StringComparison.OrdinalIgnoreCase);
        if (level < ReleaseLevel.Full || model.IsWithdrawn) Assert.All(CompleteCase.FullOnly, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    private static JsonArray Json(IEnumerable<Given> given) =>
        [.. given.Select(g => new JsonObject
        {
            ["to"] = new JsonArray(g.To),
            ["level"] = g.Level.ToString().ToLowerInvariant(),
            ["functions"] = new JsonArray([.. g.Functions.Select(f => JsonValue.Create(f))]),
            ["until"] = g.Until,
            ["purposes"] = new JsonArray([.. g.Purposes.Select(p => JsonValue.Create(p))]),
            ["onward"] = g.Onward,
        })];

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static int Occurrences(string text, string mark) => text.Split(mark).Length - 1;

    /// <summary>A release, as the model has it; it ends some minutes after it is set.</summary>
    private sealed record Given(string To, ReleaseLevel Level, string[] Functions, int? Minutes, string[] Purposes, string Onward)
    {
        public DateTimeOffset? Until { get; init; }
    }

    private abstract record Step;

    private sealed record Releasing(Given[] Given) : Step
    {
        public override string ToString() => $"release {string.Join("; ", Given.Select(g => $"{g.To} {g.Level} [{string.Join(",", g.Functions)}] {g.Minutes} min [{string.Join(",", g.Purposes)}] {g.Onward}"))}";
    }

    private sealed record Amending : Step;

    private sealed record Withdrawing : Step;

    private sealed record Waiting(int Minutes) : Step;

    private sealed record Reading(string Reader) : Step;

    /// <summary>What the case is, and who may see it, worked out anew from the rules and from nothing of the service.</summary>
    private sealed class Model(string mark)
    {
        public string Case { get; } = mark[^20..];
        public int Version { get; set; } = 1;
        public bool IsWithdrawn { get; set; }
        public Given[] Given { get; set; } = [];

        public string Mark(char level) => string.Create(CultureInfo.InvariantCulture, $"{Case}v{Version}{level}");

        public string Next(char level) => string.Create(CultureInfo.InvariantCulture, $"{Case}v{Version + 1}{level}");

        public string Previous(char level) => string.Create(CultureInfo.InvariantCulture, $"{Case}v{Version - 1}{level}");

        public ReleaseLevel? LevelOf(string reader, DateTimeOffset now) =>
            reader.StartsWith("KEN/", StringComparison.Ordinal) ? ReleaseLevel.Full : Reaching(reader, now).Max(g => (ReleaseLevel?)g.Level);

        /// <summary>What the releases at the reader's level bind it to.</summary>
        public string HandlingOf(string reader, DateTimeOffset now)
        {
            var level = LevelOf(reader, now);
            var binding = Reaching(reader, now).Where(g => g.Level == level).ToList();
            return Handling(
                binding.Exists(g => g.Purposes.Length == 0) ? null : binding.SelectMany(g => g.Purposes),
                binding.Exists(g => g.Onward == ConsentRequired) ? ConsentRequired : WithinRecipients,
                binding.Exists(g => g.Until is null) ? null : binding.Max(g => g.Until));
        }

        public static string Handling(IEnumerable<string>? purposes, string onward, DateTimeOffset? until) =>
            $"[{(purposes is null ? "any" : string.Join(",", purposes.Distinct().Order()))}] {onward} {until?.UtcTicks}";

        private List<Given> Reaching(string reader, DateTimeOffset now)
        {
            var (member, authority) = (reader.Split('/')[0], reader.Split('/')[1]);
            var functions = SampleIdentities.OfState.Concat(SampleIdentities.OfOrganization).Single(i => i.Name == authority).Functions;
            return [.. Given
                .Where(g => g.Until is null || now < g.Until)
                .Where(g => g.To == member || g.To == "*" || (g.To == "EAC/*" && EastAfrica.Contains(member)))
                .Where(g => g.Functions.Length == 0 || g.Functions.Intersect(functions).Any())];
        }
    }
}
