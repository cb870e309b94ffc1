using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using Exchange.Contracts;
using Xunit;

namespace Exchange.DiversionCases.Tests.Cases;

/// <summary>
/// Whatever is amended, released and withdrawn, in whatever order: nobody is shown a field outside its level. Every text of
/// the case bears a mark of its version and level, so that a leak is found in the whole answer, wherever it stands.
/// </summary>
public abstract class NothingOutsideItsLevelTests(CaseHost host)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : NothingOutsideItsLevelTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : NothingOutsideItsLevelTests(host);

    private const int Sequences = 12;
    private static readonly string[] EastAfrica = ["KEN", "UGA", "TZA", "SOM"];
    private static readonly string[] Readers =
        ["KEN/customs", "KEN/licensing", "UGA/customs", "UGA/police", "TZA/licensing", "SOM/npc", "CZE/customs", "EAC/secretariat", "ECOWAS/secretariat"];
    private static readonly int TextsInSummary = Occurrences(CompleteCase.Template, "@S");
    private static readonly int TextsInFull = Occurrences(CompleteCase.Template, "@F");

    private static readonly Gen<Given> AnyGiven =
        from to in Among("UGA", "TZA", "CZE", "EAC", "EAC/*", "*")
        from level in Among(ReleaseLevel.Hit, ReleaseLevel.Summary, ReleaseLevel.Full)
        from functions in Among<string[]>([], [], [Functions.Customs], [Functions.Licensing, Functions.LawEnforcement])
        select new Given(to, level, functions);

    private static readonly Gen<Step> AnyStep = Gen.Frequency<Step>(
        (3, AnyGiven.Array[0, 3].Select(given => (Step)new Releasing(given))),
        (2, Gen.Const<Step>(new Amending())),
        (1, Gen.Const<Step>(new Withdrawing())),
        (6, Among(Readers).Select(reader => (Step)new Reading(reader))));

    [Fact]
    public Task No_sequence_shows_a_field_outside_the_level() => AnyStep.Array[3, 12].SampleAsync(RunAsync, iter: Sequences, threads: 1);

    private async Task RunAsync(Step[] steps)
    {
        var model = new Model(Guid.CreateVersion7().ToString("N"));
        var owner = host.As("KEN/customs");
        var id = await owner.ReportAsync(CompleteCase.Json(model.Mark('s'), model.Mark('f')));
        foreach (var step in steps.Append(new Reading("KEN/customs")).Concat(Readers.Select(reader => new Reading(reader))))
        {
            switch (step)
            {
                case Reading { Reader: var reader }:
                    await AssertShownAsync(model, id, reader);
                    break;
                case Releasing { Given: var given }:
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
        }
    }

    private async Task AssertShownAsync(Model model, string id, string reader)
    {
        var (client, level, owns) = (host.As(reader), model.LevelOf(reader), reader.StartsWith("KEN/", StringComparison.Ordinal));
        var seen = level >= ReleaseLevel.Summary;
        using var got = await client.GetAsync($"/v1/cases/{id}");
        Assert.Equal(seen ? HttpStatusCode.OK : HttpStatusCode.NotFound, got.StatusCode);
        var shown = await got.Content.ReadAsStringAsync();
        AssertOnly(model, shown, level, owns);
        if (seen)
        {
            Assert.Equal(model.IsWithdrawn ? 0 : TextsInSummary, Occurrences(shown, model.Mark('s')));
            Assert.Equal(model.IsWithdrawn || level < ReleaseLevel.Full ? 0 : TextsInFull, Occurrences(shown, model.Mark('f')));
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
        [.. given.Select(g => Http.Released(g.To, g.Level.ToString().ToLowerInvariant(), g.Functions)[0]!.DeepClone())];

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static int Occurrences(string text, string mark) => text.Split(mark).Length - 1;

    /// <summary>A release, as the model has it.</summary>
    private sealed record Given(string To, ReleaseLevel Level, string[] Functions);

    private abstract record Step;

    private sealed record Releasing(Given[] Given) : Step
    {
        public override string ToString() => $"release {string.Join("; ", Given.Select(g => $"{g.To} {g.Level} [{string.Join(",", g.Functions)}]"))}";
    }

    private sealed record Amending : Step;

    private sealed record Withdrawing : Step;

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

        public ReleaseLevel? LevelOf(string reader)
        {
            var (member, authority) = (reader.Split('/')[0], reader.Split('/')[1]);
            if (member == "KEN") return ReleaseLevel.Full;
            var functions = SampleIdentities.OfState.Concat(SampleIdentities.OfOrganization).Single(i => i.Name == authority).Functions;
            return Given
                .Where(g => g.To == member || g.To == "*" || (g.To == "EAC/*" && EastAfrica.Contains(member)))
                .Where(g => g.Functions.Length == 0 || g.Functions.Intersect(functions).Any())
                .Max(g => (ReleaseLevel?)g.Level);
        }
    }
}
