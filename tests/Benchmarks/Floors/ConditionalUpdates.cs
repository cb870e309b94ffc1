using System.Diagnostics;
using Exchange.Benchmarks.Harness;
using Npgsql;

namespace Exchange.Benchmarks.Floors;

/// <summary>The smallest drawdown: conditional updates of one row, each in its own commit, over the same number of connections.</summary>
internal sealed class ConditionalUpdates : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;

    private ConditionalUpdates(NpgsqlDataSource source) => this.source = source;

    public static async Task<ConditionalUpdates> StartAsync(string database, int connections)
    {
        await Sql.ExecuteAsync(database, "CREATE TABLE bare_lines (id int PRIMARY KEY, quantity bigint NOT NULL, taken bigint NOT NULL)", "INSERT INTO bare_lines VALUES (1, 0, 0)");
        return new(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = connections, MaxAutoPrepare = 10, AutoPrepareMinUsages = 2 }));
    }

    /// <summary>Takes one at a time from a row with a quantity, until that many attempts and <paramref name="beyond"/> more were made.</summary>
    public async Task<Throughput> RunAsync(int quantity, int beyond, int connections)
    {
        await using (var reset = source.CreateCommand($"UPDATE bare_lines SET quantity = {quantity}, taken = 0"))
            await reset.ExecuteNonQueryAsync();
        var (left, taken) = (quantity + beyond, 0);
        var times = new List<double>[connections];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(worker => Task.Run(async () =>
        {
            times[worker] = [];
            await using var connection = await source.OpenConnectionAsync();
            await using var update = new NpgsqlCommand("UPDATE bare_lines SET taken = taken + 1 WHERE id = 1 AND taken + 1 <= quantity", connection);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var sent = Stopwatch.GetTimestamp();
                Interlocked.Add(ref taken, await update.ExecuteNonQueryAsync());
                times[worker].Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        })));
        var elapsed = watch.Elapsed;
        return taken == quantity
            ? new Throughput(quantity / elapsed.TotalSeconds, new Samples(times.SelectMany(t => t)))
            : throw new InvalidOperationException($"{taken} of {quantity} were taken.");
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
