using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Contracts.Embargoes;
using Exchange.EndUserCertificates.Embargoes;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Embargoes;

/// <summary>Files of embargo data: what is read, what is refused, and that a refused one changes nothing.</summary>
public sealed class EmbargoFileTests
{
    private static readonly EmbargoData Good = EmbargoScreeningTests.Data(EmbargoScreeningTests.Entry(EmbargoCodes.Territory));

    [Fact]
    public void Every_shipped_entry_is_read_and_says_that_it_needs_review()
    {
        var read = EmbargoFile.Read(EmbargoBook.Shipped());
        Assert.Empty(read.Faults);
        Assert.True(read.Data!.NeedsReview);
        Assert.Equal(14, read.Data.Embargoes.Count);
        Assert.All(read.Data.Embargoes, embargo => Assert.True(embargo.NeedsReview && embargo.VerifiedAt is null && embargo.Authority == "UN", embargo.Id));
    }

    [Fact]
    public void Reads_what_it_writes_and_a_byte_order_mark()
    {
        var read = EmbargoFile.Read([0xEF, 0xBB, 0xBF, .. Write(Good)]);
        Assert.Empty(read.Faults);
        Assert.Equal(Write(Good), Write(read.Data!));
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "", "cannot be read" },
        { "null", "holds null" },
        { "[]", "cannot be read" },
        { "{", "cannot be read" },
        { "{}", "version" },
        { With("version", "2"), "version has to be 1" },
        { With("version", "\"1\""), "$.version" },
        { With("reviewDate", "\"2020-01-01\""), "reviewDate is before compiledOn" },
        { With("reviewDate", "\"31.12.2027\""), "$.reviewDate" },
        { With("embargoes", "[]"), "1 to 1000 entries" },
        { With("embargoes", "null"), "$.embargoes" },
        { With("embargoes", "[null]"), "embargoes[0]" },
        { With("embargos", "[]"), "embargos" },
        { WithEntry("territory", "\"SD\""), "did you mean" },
        { WithEntry("territory", "null"), "territory is required" },
        { WithEntry("targetKind", "\"all\""), "targetKind has to be one of" },
        { WithEntry("authority", "\"NATO\""), "authority has to be one of" },
        { WithEntry("id", "\"Sudan!\""), "id has to be" },
        { WithEntry("regime", "\" \""), "regime is blank" },
        { WithEntry("legalBasis", "\"a\\u0000b\""), "control character" },
        { WithEntry("source", JsonSerializer.Serialize(new string('x', 3000))), "3000 characters" },
        { WithEntry("notificationRequired", "\"no\""), "notificationRequired" },
        { WithEntry("effectiveFrom", "\"2030-01-01\""), "reviewDate is before effectiveFrom" },
        { WithEntry("verifiedAt", "null"), "stand together" },
        { WithEntry("verifiedBy", "null"), "stand together" },
        { WithEntry("verifiedAt", "\"2027-06-02\""), "reviewDate is before verifiedAt" },
        { WithEntry("names", "[\"A-B\"]"), "fewer than 4" },
        { WithEntry("names", "[null]"), "names[0]" },
        { WithEntry("names", "null"), "names" },
        { WithEntry("exemption", "[]"), "exemption" },
        { Text(Good).Replace("\"regime\":", "\"regime\":\"twice\",\"regime\":", StringComparison.Ordinal), "regime" },
        { Text(EmbargoScreeningTests.Data(Good.Embargoes[0], Good.Embargoes[0])), "id is that of another entry" },
        { Text(EmbargoScreeningTests.Data(Good.Embargoes[0] with { TargetKind = EmbargoCodes.ListedPersons, Territory = null })), "nothing would ever match" },
    };

    [Theory, MemberData(nameof(Broken))]
    public void Refuses_a_broken_file_and_says_where(string file, string where)
    {
        var read = EmbargoFile.Read(Encoding.UTF8.GetBytes(file));
        Assert.Null(read.Data);
        Assert.Contains(read.Faults, fault => fault.Contains(where, StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_a_file_without_end() =>
        Assert.Contains("at most", EmbargoFile.Read(new byte[EmbargoFile.MaxBytes + 1]).Faults[0], StringComparison.Ordinal);

    [Fact]
    public void Names_every_fault_at_once() => Assert.Equal(3, EmbargoFile.Read(Encoding.UTF8.GetBytes(
        Text(EmbargoScreeningTests.Data(Good.Embargoes[0] with { Regime = "", TargetKind = "x", Territory = "XXX" })))).Faults.Count);

    [Fact]
    public async Task A_broken_new_file_is_refused_and_the_old_one_stays()
    {
        await using var folder = await TestStorage.CreateAsync(Provider.Sqlite, EmbargoScreeningTests.EndUserCertificatesModuleName);
        var (file, clock, log) = (Path.Combine(folder.Folder, "embargoes.json"), new FakeTimeProvider(), new KeptLog());
        await File.WriteAllBytesAsync(file, Write(Good));
        var book = new EmbargoBook(Options.Create(new EmbargoOptions { EmbargoFile = file }), clock, log);
        var (health, refresher) = (new EmbargoHealth(book), new EmbargoRefresher(book, new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<EmbargoRefresher>.Instance));
        await refresher.StartAsync(CancellationToken.None);
        Assert.Equal("Sudan", book.Data!.Embargoes[0].Regime);

        await File.WriteAllTextAsync(file, WithEntry("territory", "\"SD\""));
        await TickUntilAsync(clock, "the broken file is refused", () => book.Refused is not null);
        Assert.Equal("Sudan", book.Data!.Embargoes[0].Regime);
        Assert.Contains("embargoes[0].territory", book.Refused, StringComparison.Ordinal);
        var degraded = await health.CheckHealthAsync(new HealthCheckContext());
        Assert.Equal(HealthStatus.Degraded, degraded.Status);
        Assert.Contains("embargoes[0].territory", degraded.Description, StringComparison.Ordinal);
        book.Reload();
        Assert.Single(log.Lines, line => line.Contains("refused", StringComparison.Ordinal) && line.Contains("stays in force", StringComparison.Ordinal));

        File.Delete(file);
        await TickUntilAsync(clock, "the missing file is refused", () => book.Refused!.Contains("cannot be opened", StringComparison.Ordinal));
        Assert.Equal("Sudan", book.Data!.Embargoes[0].Regime);

        await File.WriteAllTextAsync(file, WithEntry("regime", "\"Sudan, as amended\""));
        await TickUntilAsync(clock, "the mended file is in force", () => book.Data!.Embargoes[0].Regime == "Sudan, as amended");
        Assert.Null(book.Refused);
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new HealthCheckContext())).Status);

        // The very file that was in force before the one in between.
        await File.WriteAllBytesAsync(file, Write(Good));
        await TickUntilAsync(clock, "the first file is in force again", () => book.Data!.Embargoes[0].Regime == "Sudan");
        await refresher.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not JSON")]
    public async Task Without_a_readable_file_at_the_start_everything_is_stale_and_not_the_shipped_data(string? content)
    {
        await using var folder = await TestStorage.CreateAsync(Provider.Sqlite, EmbargoScreeningTests.EndUserCertificatesModuleName);
        var file = Path.Combine(folder.Folder, "embargoes.json");
        if (content is not null) await File.WriteAllTextAsync(file, content);
        var clock = new FakeTimeProvider();
        var book = new EmbargoBook(Options.Create(new EmbargoOptions { EmbargoFile = file }), clock, new KeptLog());

        Assert.Null(book.Data);
        Assert.NotNull(book.Refused);
        Assert.Equal(EmbargoOutcome.DataStale, new EmbargoScreening(book, clock).Screen(new ScreenedTransfer { FinalDestination = "KEN" }).Outcome);
        var listed = ListEmbargoes.Handle(book, clock).Value!;
        Assert.Equal((true, true, 0), (listed.Stale, listed.NeedsReview, listed.Items.Count));
    }

    [Fact]
    public void The_schema_names_the_same_properties_and_codes()
    {
        var schema = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Root(), "docs", "schemas", "embargoes.schema.json")))!;
        var entry = schema["$defs"]!["embargo"]!;
        Assert.Equal(PropertiesOf<EmbargoData>(required: false), Names(schema["properties"]!));
        Assert.Equal(PropertiesOf<EmbargoData>(required: true), schema["required"]!.AsArray().Select(n => n!.GetValue<string>()).Order());
        Assert.Equal(PropertiesOf<Embargo>(required: false), Names(entry["properties"]!));
        Assert.Equal(PropertiesOf<Embargo>(required: true), entry["required"]!.AsArray().Select(n => n!.GetValue<string>()).Order());
        Assert.Equal(EmbargoCodes.Authorities, entry["properties"]!["authority"]!["enum"]!.AsArray().Select(n => n!.GetValue<string>()));
        Assert.Equal(EmbargoCodes.TargetKinds, entry["properties"]!["targetKind"]!["enum"]!.AsArray().Select(n => n!.GetValue<string>()));

        static IEnumerable<string> Names(JsonNode properties) => properties.AsObject().Select(p => p.Key).Order();
    }

    internal static byte[] Write(EmbargoData data) => JsonSerializer.SerializeToUtf8Bytes(data, JsonSerializerOptions.Web);

    private static IEnumerable<string> PropertiesOf<T>(bool required) => typeof(T).GetProperties()
        .Where(p => p.SetMethod is not null && (!required || p.IsDefined(typeof(RequiredMemberAttribute), inherit: false)))
        .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order();

    // The timer may not be waiting yet when the clock moves: moved again, until the file was looked at.
    private static Task TickUntilAsync(FakeTimeProvider clock, string what, Func<bool> condition) => Eventually.HoldsAsync(what, () =>
    {
        clock.Advance(EmbargoRefresher.Interval);
        return condition();
    });

    private static string Text(EmbargoData data) => Encoding.UTF8.GetString(Write(data));

    private static string With(string field, string json)
    {
        var file = JsonNode.Parse(Write(Good))!.AsObject();
        file[field] = JsonNode.Parse(json);
        return file.ToJsonString();
    }

    private static string WithEntry(string field, string json)
    {
        var file = JsonNode.Parse(Write(Good))!.AsObject();
        file["embargoes"]![0]![field] = JsonNode.Parse(json);
        return file.ToJsonString();
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    private sealed class KeptLog : ILogger<EmbargoBook>
    {
        public ConcurrentBag<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
