using Npgsql;

namespace Exchange.Benchmarks.Floors;

/// <summary>
/// The smallest search for one mark: validate the token, and find the cases with the key by one indexed look-up in the
/// tables of the service, without checking who may see them.
/// </summary>
internal static class BareMarkSearch
{
    public const string Name = "marks";

    /// <summary>Arguments: the database, the issuer, its keys (a JWK Set), the SQL of the look-up with the key as <c>$1</c>.</summary>
    public static async Task RunAsync(string[] args)
    {
        var (app, database) = Bare.Build(args);
        var sql = args[3];
        app.MapPost("/v1/marks/search", async (Search search, CancellationToken ct) =>
        {
            await using var select = database.CreateCommand(sql);
            select.Parameters.Add(new NpgsqlParameter<string> { TypedValue = search.Marks[0].Serial });
            await using var rows = await select.ExecuteReaderAsync(ct);
            var found = new List<Found>();
            while (await rows.ReadAsync(ct)) found.Add(new Found(rows.GetGuid(0), rows.GetString(1)));
            return TypedResults.Ok(found);
        }).RequireAuthorization();
        await app.RunAsync();
    }

    private sealed record Search(IReadOnlyList<Mark> Marks, string Purpose);
    private sealed record Mark(string Serial);
    private sealed record Found(Guid Case, string Originator);
}
