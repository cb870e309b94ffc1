using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Exchange.Benchmarks.Floors;
using Exchange.Benchmarks.Harness;
using Exchange.Testing.Servers;

namespace Exchange.Benchmarks;

/// <summary>
/// Verifying a credential through the gateway, among fewer and among more certificates. The floor is YARP in front of a program that
/// validates the same token, verifies the signature and reads one row.
/// </summary>
internal static class VerifyBenchmark
{
    private const double RateTarget = 0.6;
    private const double TailTarget = 3;
    private const double GrowthTarget = 1.2;

    // The highest setting: otherwise the benchmark would measure the limit.
    private static readonly string[] Unlimited = ["--Limits:Member:PerMinute=1000000", "--Limits:Member:Burst=1000000"];

    public static async Task<Findings> MeasureAsync(Run run)
    {
        var (few, many) = run.Quick ? (2_000, 20_000) : (10_000, 1_000_000);
        var folder = Directory.CreateTempSubdirectory("exchange-bench-");
        try
        {
            var key = Path.Combine(folder.FullName, "key-encryption-key");
            await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            await using var smaller = await Register.OpenAsync(run, key, few);
            await using var larger = await Register.OpenAsync(run, key, many);
            var series = await Duel.RunAsync("verify", run,
                smaller.Exchange.Contend("exchange, fewer"),
                larger.Exchange.Contend("exchange, more"),
                larger.Floor.Contend("floor, more"));
            return Judge(series, few, many, larger);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Findings Judge(IReadOnlyDictionary<string, Series> series, int few, int many, Register larger)
    {
        var (fewer, more, floor) = (series["exchange, fewer"], series["exchange, more"], series["floor, more"]);
        var (beside, growth, tail) = (more.RateBeside(floor), fewer.RateBeside(more), more.Tails.Median / floor.Tails.Median);
        var (ours, its) = (larger.Exchange.Work, larger.Floor.Work);
        return new Findings(
            "Verifying a credential",
            $"`POST /v1/certificates/verify` of a credential through the gateway with {Load.Connections} connections, one of {Register.Issued(many):N0} chosen at random, with {CertificateRegister.Cases:N0} cases "
            + $"and {CertificateRegister.Verifications:N0} earlier verifications in the database. The floor is YARP in front of a program that validates the same token (JwtBearer), verifies the credential's signature and reads its row (Npgsql). "
            + "A verification also makes eleven checks, signs a receipt, and commits the verifier and the verdict.",
            [
                new($"verified, of {many:N0} certificates", Figures.PerSecond(more.Rates), Figures.PerSecond(floor.Rates), Figures.Times(beside), $"≥ {RateTarget} ×", beside.Median >= RateTarget),
                new("p99 (medians of rounds)", Figures.Milliseconds(more.Tails), Figures.Milliseconds(floor.Tails), Figures.Ratio(tail), $"≤ {TailTarget} ×", tail <= TailTarget),
                new("p50 (medians of rounds)", Figures.Milliseconds(more.Latencies), Figures.Milliseconds(floor.Latencies), Figures.Ratio(more.Latencies.Median / floor.Latencies.Median)),
                new($"from {few:N0} to {many:N0} certificates", Figures.PerSecond(more.Rates), $"{Figures.PerSecond(fewer.Rates)} of the exchange", $"{Figures.Times(growth)} slower",
                    $"≤ {GrowthTarget} ×", growth.Median <= GrowthTarget),
                new("processor time of one verification, in the service", Figures.FineMilliseconds(ours.Behind), Figures.FineMilliseconds(its.Behind), Figures.Ratio(ours.Behind.Median / its.Behind.Median)),
                new("processor time of one verification, in the gateway", Figures.FineMilliseconds(ours.Proxy), Figures.FineMilliseconds(its.Proxy), Figures.Ratio(ours.Proxy.Median / its.Proxy.Median)),
            ]);
    }

    /// <summary>A database of certificates, with the exchange and the floor that verify them.</summary>
    private sealed class Register(TestDatabase database, VirtualHost broker, Chain exchange, Chain floor) : IAsyncDisposable
    {
        public Chain Exchange => exchange;
        public Chain Floor => floor;

        /// <summary>The number of certificates that are issued and verified; the others are copies.</summary>
        public static int Issued(int certificates) => Math.Min(1_000, certificates / 10);

        public static async Task<Register> OpenAsync(Run run, string key, int certificates)
        {
            Progress.Say($"verify: filling a database with {certificates:N0}");
            var database = await (await run.Postgres).CreateDatabaseAsync();
            var broker = await (await run.Rabbit).CreateVirtualHostAsync();
            var redis = $"--ConnectionStrings:redis={await (await run.Redis).CreateDatabaseAsync()}";
            var service = await Server.ServiceAsync(
                "EndUserCertificates", "end-user-certificates", database.ConnectionString, broker, run.Network, $"--EndUserCertificates:KeyEncryptionKeyFile={key}", redis);
            var gateway = await Server.GatewayAsync(database.ConnectionString, broker, service.Address, [.. Unlimited, redis]);
            var credentials = await CertificateRegister.FillAsync(service.Address, database.ConnectionString, run.Network, Issued(certificates), certificates);
            var behind = await Server.FloorAsync(BareVerification.Name, database.ConnectionString, run.Network["CZE"], await CertificateKeyAsync(service.Address));
            var proxy = await Server.ProxyAsync(behind.Address);
            return new Register(database, broker, new Chain(gateway, service, run, credentials), new Chain(proxy, behind, run, credentials));
        }

        public async ValueTask DisposeAsync()
        {
            await floor.DisposeAsync();
            await exchange.DisposeAsync();
            await broker.DisposeAsync();
            await database.DisposeAsync();
        }

        /// <summary>The key that the certificates are signed with, as the service publishes it.</summary>
        private static async Task<string> CertificateKeyAsync(Uri service)
        {
            using var client = new HttpClient { BaseAddress = service };
            var jwk = (await client.GetFromJsonAsync<JsonElement>("/v1/members/TCD/jwks")).GetProperty("keys").EnumerateArray().Single();
            using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Coordinate("x"), Y = Coordinate("y") } });
            return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

            byte[] Coordinate(string name) => Base64Url.DecodeFromChars(jwk.GetProperty(name).GetString());
        }
    }

    /// <summary>A proxy and the process behind it, and the processor time of both per answer in each turn.</summary>
    private sealed class Chain : IAsyncDisposable
    {
        private readonly Server proxy;
        private readonly Server behind;
        private readonly Run run;
        private readonly Load load;
        private readonly List<(double Proxy, double Behind)> work = [];

        public Chain(Server proxy, Server behind, Run run, string[] credentials)
        {
            (this.proxy, this.behind, this.run) = (proxy, behind, run);
            byte[][] bodies = [.. credentials.Select(credential => JsonSerializer.SerializeToUtf8Bytes(new { credential }))];
            load = new Load(proxy.Address, HttpStatusCode.OK, () => Requests.Post("/v1/certificates/verify", bodies[Random.Shared.Next(bodies.Length)]));
        }

        public Contender Contend(string name) => new(name, TurnAsync);

        /// <summary>Milliseconds of processor time per answer, in the measured rounds.</summary>
        public (Samples Proxy, Samples Behind) Work
        {
            get
            {
                var counted = work.TakeLast(run.Rounds).ToList();
                return (new(counted.Select(w => w.Proxy)), new(counted.Select(w => w.Behind)));
            }
        }

        public async ValueTask DisposeAsync()
        {
            load.Dispose();
            await proxy.DisposeAsync();
            await behind.DisposeAsync();
        }

        private async Task<Throughput> TurnAsync(TimeSpan time)
        {
            var (proxyBefore, behindBefore) = (proxy.ProcessorTime, behind.ProcessorTime);
            var turn = await load.RunAsync(run.Network.Token("CZE/licensing"), time);
            work.Add(((proxy.ProcessorTime - proxyBefore).TotalMilliseconds / turn.Latency.Count, (behind.ProcessorTime - behindBefore).TotalMilliseconds / turn.Latency.Count));
            return turn;
        }
    }
}
