using Npgsql;

namespace Exchange.Benchmarks.Floors;

/// <summary>
/// The smallest acceptance of a report: validate the token, and commit the bytes of the body as one row.
/// </summary>
internal static class BareReport
{
    public const string Name = "report";

    /// <summary>The table it writes to.</summary>
    public const string Table = """CREATE TABLE bare_reports (id uuid PRIMARY KEY, body bytea NOT NULL)""";

    /// <summary>Arguments: the database, the issuer, its keys (a JWK Set).</summary>
    public static async Task RunAsync(string[] args)
    {
        var (app, database) = Bare.Build(args);
        app.MapPost("/v1/cases", async (HttpRequest request, CancellationToken ct) =>
        {
            var body = new byte[request.ContentLength ?? throw new BadHttpRequestException("A length is needed.")];
            await request.Body.ReadExactlyAsync(body, ct);
            var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
            await using var insert = database.CreateCommand("INSERT INTO bare_reports VALUES ($1, $2)");
            insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = body });
            await insert.ExecuteNonQueryAsync(ct);
            return TypedResults.Created($"/v1/cases/{id}", new Reported(id));
        }).RequireAuthorization();
        await app.RunAsync();
    }

    private sealed record Reported(Guid Id);
}
