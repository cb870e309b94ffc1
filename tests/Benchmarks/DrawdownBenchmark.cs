using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Exchange.Benchmarks.Floors;
using Exchange.Benchmarks.Harness;
using Npgsql;

namespace Exchange.Benchmarks;

/// <summary>
/// Sixty-four clients draw on one line of one certificate at the same time, through several processes, until its quantity is exceeded. The floor
/// makes the same number of conditional updates of one row. A drawdown too many or too few, or a deadlock, ends the run.
/// </summary>
internal static class DrawdownBenchmark
{
    private const int Processes = 3;
    private const int AtOnce = 64;

    public static async Task<Findings> MeasureAsync(Run run)
    {
        await using var database = await (await run.Postgres).CreateDatabaseAsync();
        await using var bareDatabase = await (await run.Postgres).CreateDatabaseAsync();
        await using var broker = await (await run.Rabbit).CreateVirtualHostAsync();
        var folder = Directory.CreateTempSubdirectory("exchange-bench-");
        try
        {
            var key = Path.Combine(folder.FullName, "key-encryption-key");
            await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            await using var first = await Server.ServiceAsync("EndUserCertificates", "end-user-certificates", database.ConnectionString, broker, run.Network, Settings(key));
            await using var second = await Server.ReplicaAsync("EndUserCertificates", "end-user-certificates", database.ConnectionString, broker, Settings(key));
            await using var third = await Server.ReplicaAsync("EndUserCertificates", "end-user-certificates", database.ConnectionString, broker, Settings(key));
            await using var floor = await ConditionalUpdates.StartAsync(bareDatabase.ConnectionString, AtOnce);
            using var clients = new Clients([first.Address, second.Address, third.Address]);
            return await MeasureAsync(run, clients, floor, database.ConnectionString);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Findings> MeasureAsync(Run run, Clients clients, ConditionalUpdates floor, string database)
    {
        var quantity = run.Quick ? 300 : 3_000;
        Progress.Say("drawdown: warming up");
        await DrawAllAsync(run, clients, database, quantity);
        await floor.RunAsync(quantity, AtOnce, AtOnce);
        var (ours, its) = (new List<Throughput>(), new List<Throughput>());
        for (var round = 1; round <= run.Rounds; round++)
        {
            ours.Add(await DrawAllAsync(run, clients, database, quantity));
            its.Add(await floor.RunAsync(quantity, AtOnce, AtOnce));
            Progress.Say($"drawdown: round {round} of {run.Rounds}: exchange {ours[^1].Rate:N0}/s, floor {its[^1].Rate:N0}/s");
        }
        var deadlocks = await ScalarAsync(database, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
        if (deadlocks != 0) throw new InvalidOperationException($"PostgreSQL counted {deadlocks} deadlocks.");
        var (rates, bare) = (new Series(ours), new Series(its));
        return new Findings(
            "Drawing on one certificate",
            $"`POST /v1/certificates/{{id}}/drawdowns` of one line with {AtOnce} connections to {Processes} processes: {quantity + AtOnce:N0} attempts to draw {quantity:N0} pieces, with a new certificate each "
            + $"round. Exactly {quantity:N0} were drawn each time and the rest refused, without a deadlock. The floor makes the same number of conditional updates of one row (Npgsql, {AtOnce} connections), each in its "
            + "own commit. A drawdown also validates a token, finds the certificate through its grants, and stores the drawdown with two grants.",
            [
                new("drawn", Figures.PerSecond(rates.Rates), Figures.PerSecond(bare.Rates), Figures.Times(rates.RateBeside(bare))),
                new("time of one drawdown (medians of rounds)", Figures.Milliseconds(rates.Latencies), Figures.Milliseconds(bare.Latencies),
                    Figures.Ratio(rates.Latencies.Median / bare.Latencies.Median)),
            ]);
    }

    private static async Task<Throughput> DrawAllAsync(Run run, Clients clients, string database, int quantity)
    {
        var id = await IssueAsync(run, clients[0], quantity);
        var token = new AuthenticationHeaderValue("Bearer", run.Network.Token("CZE/licensing"));
        var body = JsonSerializer.SerializeToUtf8Bytes(new { lines = new[] { new { line = 1, quantity = 1 } }, commit = true });
        var (left, drawn, refused) = (quantity + AtOnce, 0, 0);
        var times = new List<double>[AtOnce];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(worker => Task.Run(async () =>
        {
            times[worker] = [];
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var request = Requests.Post($"/v1/certificates/{id}/drawdowns", body);
                request.Headers.Authorization = token;
                var sent = Stopwatch.GetTimestamp();
                using var answer = await clients[worker].SendAsync(request);
                times[worker].Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                if (answer.StatusCode == HttpStatusCode.Created) Interlocked.Increment(ref drawn);
                else if (answer.StatusCode == HttpStatusCode.Conflict) Interlocked.Increment(ref refused);
                else throw new InvalidOperationException($"Drawing returned {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }
        })));
        var elapsed = watch.Elapsed;
        var taken = await ScalarAsync(database, $"""SELECT "Taken" FROM certificate_lines WHERE "CertificateId" = '{id}'""");
        var stored = await ScalarAsync(database, $"""SELECT count(*) FROM drawdowns WHERE "CertificateId" = '{id}'""");
        return (drawn, refused, taken, stored) == (quantity, AtOnce, quantity, quantity)
            ? new Throughput(quantity / elapsed.TotalSeconds, new Samples(times.SelectMany(t => t)))
            : throw new InvalidOperationException($"Of {quantity}, {drawn} were drawn and {refused} refused; the certificate counts {taken} as taken, in {stored} drawdowns.");
    }

    private static async Task<Guid> IssueAsync(Run run, HttpClient client, int quantity)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        using var request = Requests.Post("/v1/certificates", JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "end_user_certificate",
            number = $"{Guid.CreateVersion7():N}",
            issuedOn = today.AddDays(-1),
            validUntil = today.AddDays(365),
            singleUse = false,
            exporter = new { name = "Example Arms", address = "Example Street 1", state = "CZE" },
            endUser = new { name = "Ministry of Example", address = "Example Avenue 2", state = "TCD" },
            finalDestination = "TCD",
            endUse = "Equipment of the border guard.",
            signatory = new { name = "A. Example", position = "Director" },
            goods = new[] { new { line = 1, category = "assault_rifle", quantity } },
        }));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", run.Network.Token("TCD/licensing"));
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.Created
            ? JsonElement.Parse(text).GetProperty("id").GetGuid()
            : throw new InvalidOperationException($"Issuing a certificate returned {(int)answer.StatusCode}: {text}");
    }

    private static async Task<long> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static string[] Settings(string key) => [$"--EndUserCertificates:KeyEncryptionKeyFile={key}"];

    /// <summary>One client per process, with one connection for each concurrent drawdown.</summary>
    private sealed class Clients(IEnumerable<Uri> addresses) : IDisposable
    {
        private readonly HttpClient[] all =
            [.. addresses.Select(a => new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce, UseProxy = false, UseCookies = false }) { BaseAddress = a })];

        public HttpClient this[int worker] => all[worker % all.Length];

        public void Dispose()
        {
            foreach (var client in all) client.Dispose();
        }
    }
}
