using System.Net;
using Exchange.Benchmarks.Floors;
using Exchange.Benchmarks.Harness;

namespace Exchange.Benchmarks;

/// <summary>Reporting cases. The floor validates the same token and commits the same bytes as one row.</summary>
internal static class ReportBenchmark
{
    private const double Target = 0.5;

    public static async Task<Findings> MeasureAsync(Run run)
    {
        await using var database = await (await run.Postgres).CreateDatabaseAsync();
        await using var bareDatabase = await (await run.Postgres).CreateDatabaseAsync();
        await using var broker = await (await run.Rabbit).CreateVirtualHostAsync();
        await Sql.ExecuteAsync(bareDatabase.ConnectionString, BareReport.Table);
        await using var service = await Server.ServiceAsync("DiversionCases", "diversion-cases", database.ConnectionString, broker, run.Network);
        await using var floor = await Server.FloorAsync(BareReport.Name, bareDatabase.ConnectionString, run.Network["KEN"]);

        using var toService = new Load(service.Address, HttpStatusCode.Created, Requests.Report);
        using var toFloor = new Load(floor.Address, HttpStatusCode.Created, Requests.Report);
        var series = await Duel.RunAsync("report", run,
            new("exchange", time => toService.RunAsync(run.Network.Token("KEN/customs"), time)),
            new("floor", time => toFloor.RunAsync(run.Network.Token("KEN/customs"), time)));

        var (ours, its) = (series["exchange"], series["floor"]);
        var ratio = ours.RateBeside(its);
        return new Findings(
            "Reporting a case",
            $"`POST /v1/cases` with {Load.Connections} connections. The floor validates the same token (JwtBearer) and commits the same bytes as one row (Npgsql).",
            [
                new("cases reported", Figures.PerSecond(ours.Rates), Figures.PerSecond(its.Rates), Figures.Times(ratio), $"≥ {Target} ×", ratio.Median >= Target),
                new("time of one report (medians of rounds)", Figures.Milliseconds(ours.Latencies), Figures.Milliseconds(its.Latencies),
                    Figures.Ratio(ours.Latencies.Median / its.Latencies.Median)),
            ]);
    }
}
