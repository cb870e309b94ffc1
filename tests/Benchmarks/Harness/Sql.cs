using Npgsql;

namespace Exchange.Benchmarks.Harness;

/// <summary>Statements that prepare a measurement.</summary>
internal static class Sql
{
    private const int LongestSeconds = 600;

    public static async Task ExecuteAsync(string database, params IEnumerable<string> statements)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = LongestSeconds };
            await command.ExecuteNonQueryAsync();
        }
    }
}
