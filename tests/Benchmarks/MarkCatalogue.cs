using System.Net;
using System.Net.Http.Headers;
using Exchange.Benchmarks.Harness;
using Exchange.Testing;
using Npgsql;

namespace Exchange.Benchmarks;

/// <summary>
/// Fills a service's tables with many marks. One case of each kind of release is posted through the API; the rest are copies
/// in the database, with their own serials, ten per case.
/// </summary>
internal static class MarkCatalogue
{
    private const int MarksOfCase = 10;
    private const int SerialsToSearch = 100_000;

    /// <summary>The reporting member and the release. KEN sees the first three in full, in summary and as a hit, and the last two not at all.</summary>
    private static readonly (string Originator, string Releases)[] Kinds =
    [
        ("KEN", "[]"),
        ("UGA", """[ { "to": ["EAC/*"], "level": "summary" }, { "to": ["TZA"], "level": "full" } ]"""),
        ("TZA", """[ { "to": ["*"], "level": "hit" } ]"""),
        ("SOM", "[]"),
        ("CZE", """[ { "to": ["UGA"], "functions": ["customs"], "level": "full" } ]"""),
    ];

    /// <summary>Fills the tables. Returns serials to search for, chosen at random from all marks.</summary>
    public static async Task<string[]> FillAsync(Server cases, string database, TestNetwork network, int marks)
    {
        using var client = new HttpClient { BaseAddress = cases.Address };
        foreach (var (originator, releases) in Kinds)
        {
            using var request = Requests.Post("/v1/cases", SampleCase.With($"SAMPLE-{originator}", releases));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", network.Token($"{originator}/customs"));
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.Created)
                throw new InvalidOperationException($"A case was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        await Sql.ExecuteAsync(database, Copies(marks / MarksOfCase));
        return await SerialsAsync(database);
    }

    // A copy has all other columns of its original. Serials are hexadecimal digits, which folding does not change,
    // so each is its own key. Ids grow, like UUIDv7.
    private static string[] Copies(int cases) =>
    [
        $"""
        CREATE TEMPORARY TABLE copies AS
        SELECT n, kinds."Id" AS template, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS id
        FROM generate_series(1, {cases}) AS n
        JOIN (SELECT "Id", row_number() OVER (ORDER BY "Id") - 1 AS kind FROM cases) AS kinds ON kinds.kind = n % {Kinds.Length}
        """,
        """
        INSERT INTO cases SELECT copy.* FROM copies JOIN cases AS original ON original."Id" = template
        CROSS JOIN LATERAL jsonb_populate_record(original, jsonb_build_object('Id', id, 'Reference', original."Originator" || '-copy-' || n)) AS copy
        """,
        """
        INSERT INTO case_grants SELECT copy.* FROM copies JOIN case_grants AS original ON original."RecordId" = template
        CROSS JOIN LATERAL jsonb_populate_record(original, jsonb_build_object('RecordId', id)) AS copy
        """,
        $"""
        INSERT INTO weapon_marks SELECT copy.* FROM copies JOIN weapon_marks AS original ON original."CaseId" = template
        CROSS JOIN generate_series(1, {MarksOfCase}) AS number
        CROSS JOIN LATERAL upper(substr(md5(n || '.' || number), 1, 10)) AS serial
        CROSS JOIN LATERAL jsonb_populate_record(original, jsonb_build_object(
            'CaseId', id, 'Number', number, 'Serial', serial, 'Key', serial, 'ReversedKey', reverse(serial))) AS copy
        """,
        "VACUUM ANALYZE",
    ];

    private static async Task<string[]> SerialsAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var select = source.CreateCommand($"""SELECT "Serial" FROM weapon_marks WHERE "Number" > 0 ORDER BY random() LIMIT {SerialsToSearch}""");
        await using var rows = await select.ExecuteReaderAsync();
        var serials = new List<string>();
        while (await rows.ReadAsync()) serials.Add(rows.GetString(0));
        return [.. serials];
    }
}
