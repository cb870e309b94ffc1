using Exchange.Testing.Servers;
using Npgsql;
using Xunit;

namespace Exchange.Matching.Tests.Quality;

public sealed class TrigramsTests
{
    [Fact]
    public async Task The_similarity_is_that_of_PostgreSQL()
    {
        await using var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using (var create = new NpgsqlCommand("CREATE EXTENSION pg_trgm", connection)) await create.ExecuteNonQueryAsync();
        string[] names = ["", "a", "zephyrox trading llc", "Zephirox Trading", "zephyrox-trading", "tolva 12", "tolva 13", "the the the", "al qandiri khaled", "khaled el kandiri"];
        foreach (var left in names)
        {
            foreach (var right in names)
            {
                await using var command = new NpgsqlCommand("SELECT similarity($1, $2)", connection) { Parameters = { new() { Value = left }, new() { Value = right } } };
                Assert.Equal((float)(await command.ExecuteScalarAsync())!, Trigrams.Similarity(left, right), 1e-5);
            }
        }
    }
}
