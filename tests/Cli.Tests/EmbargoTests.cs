using System.Text.Json;
using Exchange.Contracts.Embargoes;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Exchange.Cli.Tests;

public sealed class EmbargoTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    [Fact]
    public async Task Lists_what_can_be_relied_on_and_what_cannot()
    {
        exchange.Answer = http => http.Response.WriteAsJsonAsync(new
        {
            source = "A test of three.",
            items = new[] { Item("un-a", stale: false, needsReview: false), Item("un-b", stale: false, needsReview: true), Item("un-c", stale: true, needsReview: true) },
            limits = new[] { "A match is advice." },
        });
        var run = await Run.Of(exchange, 120, "embargo", "list", "--as", "KEN/customs");

        Assert.Equal(0, run.Exit);
        Assert.Equal("/v1/embargoes", exchange.Requests[^1].PathAndQuery);
        Assert.Contains("yes", Line(run, "un-a"), StringComparison.Ordinal);
        Assert.Contains("not reviewed", Line(run, "un-b"), StringComparison.Ordinal);
        Assert.Contains("past its review date", Line(run, "un-c"), StringComparison.Ordinal);
        Assert.Contains("A test of three.", run.Error, StringComparison.Ordinal);
        Assert.Contains("A match is advice.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_without_data_everything_is_stale()
    {
        exchange.Answer = http => http.Response.WriteAsJsonAsync(new { items = Array.Empty<object>() });
        Assert.Contains("every screening returns data_stale", (await Run.Of(exchange, "embargo", "list", "--as", "KEN/customs")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_a_file_and_asks_nobody()
    {
        var (file, before) = (Path.GetTempFileName(), exchange.Requests.Count);
        try
        {
            await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(Data(), JsonSerializerOptions.Web));
            var good = await Run.Of(exchange, 120, "embargo", "check", file);
            Assert.Equal(0, good.Exit);
            Assert.Contains("past its review date", Line(good, "un-old"), StringComparison.Ordinal);
            Assert.Contains("compare it with its source", Line(good, "un-new"), StringComparison.Ordinal);
            Assert.Contains("Valid. Review the file as a whole by 9999-12-31.", good.Error, StringComparison.Ordinal);

            var json = JsonElement.Parse((await Run.Of(exchange, "embargo", "check", file, "--json")).Out);
            Assert.Equal((true, true, false), (json.GetProperty("valid").GetBoolean(), json.GetProperty("needsReview").GetBoolean(), json.GetProperty("stale").GetBoolean()));

            await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(Data() with { ReviewDate = new DateOnly(2001, 1, 1) }, JsonSerializerOptions.Web));
            Assert.Contains("past its review date (2001-01-01)", (await Run.Of(exchange, "embargo", "check", file)).Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
        Assert.Equal(before, exchange.Requests.Count);
    }

    [Fact]
    public async Task Names_what_is_wrong_with_a_file()
    {
        var broken = Data();
        broken = broken with { Embargoes = [broken.Embargoes[0] with { Territory = "SD", TargetKind = "all" }] };
        var run = await Run.Of(exchange, new() { ["<stdin>"] = JsonSerializer.Serialize(broken, JsonSerializerOptions.Web) }, 100, default, "embargo", "check", "-");

        Assert.Equal(1, run.Exit);
        Assert.Empty(run.Out);
        Assert.Contains("embargoes[0].territory", run.Error, StringComparison.Ordinal);
        Assert.Contains("embargoes[0].targetKind", run.Error, StringComparison.Ordinal);
    }

    private static object Item(string id, bool stale, bool needsReview) =>
        new { id, authority = "UN", territory = "SDN", targetKind = "territory", reviewDate = "2026-12-31", legalBasis = "Resolution 0", stale, needsReview };

    private static string Line(Run run, string id) => Assert.Single(run.Out.Split('\n'), line => line.Contains(id, StringComparison.Ordinal));

    private static EmbargoData Data() => new()
    {
        Version = 1,
        CompiledOn = new DateOnly(2000, 1, 1),
        ReviewDate = DateOnly.MaxValue,
        Source = "A test.",
        Embargoes = [Entry("un-old", new DateOnly(2001, 1, 1)), Entry("un-new", DateOnly.MaxValue)],
    };

    private static Embargo Entry(string id, DateOnly reviewDate) => new()
    {
        Id = id,
        Authority = "UN",
        Regime = "Sudan",
        TargetKind = EmbargoCodes.Territory,
        Territory = "SDN",
        NotificationRequired = false,
        LegalBasis = "Resolution 0 (2000)",
        EffectiveFrom = new DateOnly(2000, 1, 1),
        ReviewDate = reviewDate,
        Source = "A test.",
    };
}
