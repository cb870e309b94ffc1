using System.Net;
using System.Text;
using Exchange.Benchmarks.Floors;
using Exchange.Benchmarks.Harness;
using Exchange.Testing;
using Exchange.Testing.Servers;

namespace Exchange.Benchmarks;

/// <summary>A search for one mark among many, filtered by access. The floor validates the same token and finds the mark.</summary>
internal static class MarksBenchmark
{
    private const double RateTarget = 0.5;
    private const double GrowthTarget = 1.3;

    private const string LookUp = """
        SELECT c."Id", c."Originator" FROM weapon_marks m JOIN cases c ON c."Id" = m."CaseId" WHERE m."Key" = $1
        """;

    public static async Task<Findings> MeasureAsync(Run run)
    {
        var (few, many) = run.Quick ? (10_000, 100_000) : (100_000, 1_000_000);
        await using var broker = await (await run.Rabbit).CreateVirtualHostAsync();
        await using var smaller = await Catalogue.OpenAsync(run, broker, few);
        await using var larger = await Catalogue.OpenAsync(run, broker, many);
        var series = await Duel.RunAsync("marks", run,
            smaller.Contend("exchange, fewer", toFloor: false),
            smaller.Contend("floor, fewer", toFloor: true),
            larger.Contend("exchange, more", toFloor: false),
            larger.Contend("floor, more", toFloor: true),
            larger.Contend("exchange, illegible", toFloor: false, illegible: true));

        var (fewer, more, illegible) = (series["exchange, fewer"], series["exchange, more"], series["exchange, illegible"]);
        var (fewerFloor, moreFloor) = (series["floor, fewer"], series["floor, more"]);
        var (besideFewer, besideMore, growth) = (fewer.RateBeside(fewerFloor), more.RateBeside(moreFloor), fewer.RateBeside(more));
        return new Findings(
            "Searching for a mark",
            $"`POST /v1/marks/search` for one mark with {Load.Connections} connections, three in five of them visible to the caller. The floor validates the same "
            + "token (JwtBearer) and finds the cases with the mark by its index (Npgsql), without checking who may see them.",
            [
                new($"one of {many:N0} marks", Figures.PerSecond(more.Rates), Figures.PerSecond(moreFloor.Rates), Figures.Times(besideMore),
                    $"≥ {RateTarget} ×", besideMore.Median >= RateTarget),
                new($"one of {few:N0} marks", Figures.PerSecond(fewer.Rates), Figures.PerSecond(fewerFloor.Rates), Figures.Times(besideFewer)),
                new($"from {few:N0} to {many:N0} marks", Figures.PerSecond(more.Rates), $"{Figures.PerSecond(fewer.Rates)} of the exchange",
                    $"{Figures.Times(growth)} slower", $"≤ {GrowthTarget} ×", growth.Median <= GrowthTarget),
                new($"one of {many:N0}, one illegible character", Figures.PerSecond(illegible.Rates), $"{Figures.PerSecond(more.Rates)} of the exchange, all legible",
                    Figures.Times(illegible.RateBeside(more))),
            ]);
    }

    /// <summary>A database of marks, with the service and the floor that search it.</summary>
    private sealed class Catalogue(TestDatabase database, Server service, Server floor, TestNetwork network, string[] serials) : IAsyncDisposable
    {
        private readonly List<Load> loads = [];

        public static async Task<Catalogue> OpenAsync(Run run, VirtualHost broker, int marks)
        {
            Progress.Say($"marks: filling a database with {marks:N0}");
            var database = await (await run.Postgres).CreateDatabaseAsync();
            var service = await Server.ServiceAsync("DiversionCases", "diversion-cases", database.ConnectionString, broker, run.Network);
            var serials = await MarkCatalogue.FillAsync(service, database.ConnectionString, run.Network, marks);
            var floor = await Server.FloorAsync(BareMarkSearch.Name, database.ConnectionString, run.Network["KEN"], LookUp);
            return new Catalogue(database, service, floor, run.Network, serials);
        }

        public Contender Contend(string name, bool toFloor, bool illegible = false)
        {
            var load = new Load((toFloor ? floor : service).Address, HttpStatusCode.OK, () => Search(illegible));
            loads.Add(load);
            return new(name, time => load.RunAsync(network.Token("KEN/customs"), time));
        }

        public async ValueTask DisposeAsync()
        {
            loads.ForEach(load => load.Dispose());
            await floor.DisposeAsync();
            await service.DisposeAsync();
            await database.DisposeAsync();
        }

        private HttpRequestMessage Search(bool illegible)
        {
            var serial = serials[Random.Shared.Next(serials.Length)];
            if (illegible)
            {
                var at = Random.Shared.Next(serial.Length);
                serial = $"{serial[..at]}?{serial[(at + 1)..]}";
            }
            return Requests.Post("/v1/marks/search", Encoding.UTF8.GetBytes($$"""{ "marks": [ { "serial": "{{serial}}" } ], "purpose": "border_interdiction" }"""));
        }
    }
}
