using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Exchange.Benchmarks.Harness;
using Exchange.Testing;

namespace Exchange.Benchmarks;

/// <summary>
/// Fills the tables of end-user certificates. Some are issued through the API and can be verified; the rest are copies of them
/// in the database, with their own ids, numbers, hashes and places in status lists. Cases that name parties, and earlier verifications,
/// are added too, so that look-ups cost what they cost in service.
/// </summary>
internal static class CertificateRegister
{
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };

    /// <summary>The number of cases.</summary>
    public const int Cases = 10_000;

    /// <summary>The number of earlier verifications.</summary>
    public const int Verifications = 100_000;

    /// <summary>Fills the tables. Returns the issued credentials, each of which was verified as authentic.</summary>
    public static async Task<string[]> FillAsync(Uri service, string database, TestNetwork network, int issued, int certificates)
    {
        using var client = new HttpClient { BaseAddress = service };
        var credentials = new string[issued];
        await Parallel.ForAsync(0, issued, AtOnce, async (n, _) =>
            credentials[n] = (await PostAsync(client, "/v1/certificates", network.Token("TCD/licensing"), Certificate(n + 1), HttpStatusCode.Created)).GetProperty("credential").GetString()!);
        await Sql.ExecuteAsync(database, CaseFacts(issued));
        await Parallel.ForEachAsync(credentials, AtOnce, async (credential, _) =>
        {
            var answer = await PostAsync(client, "/v1/certificates/verify", network.Token("CZE/licensing"), new { credential }, HttpStatusCode.OK);
            if (answer.GetProperty("verdict").GetString() != "authentic") throw new InvalidOperationException($"A certificate just issued is said to be {answer.GetProperty("verdict")}.");
        });
        await Sql.ExecuteAsync(database, [.. Copies(issued, certificates - issued), "VACUUM ANALYZE"]);
        return credentials;
    }

    // A case in twenty names the exporter of a certificate that is verified; the others name parties of no certificate.
    private static string[] CaseFacts(int issued) =>
    [
        $"""
        INSERT INTO case_facts ("Id", "Originator", "Reference", "Version", "Status", "HeardAt")
        SELECT ('01900000-0000-7000-8001-' || lpad(to_hex(n), 12, '0'))::uuid, (ARRAY['KEN', 'UGA', 'SOM'])[n % 3 + 1], 'case-' || n, 1, 'confirmed', now() - n * interval '1 minute'
        FROM generate_series(1, {Cases}) AS n
        """,
        """INSERT INTO case_grants ("RecordId", "Recipient", "Function", "Level") SELECT "Id", "Originator", '', 3 FROM case_facts""",
        """INSERT INTO case_grants ("RecordId", "Recipient", "Function", "Level") SELECT "Id", '*', '', 1 FROM case_facts""",
        $"""
        INSERT INTO case_mentions ("CaseId", "Key", "Kind")
        SELECT "Id", CASE WHEN side = 1 AND n % 20 = 0 THEN 'EXAMPLEARMS' || n % {issued} + 1 ELSE 'PARTY' || n || 'X' || side END, 1
        FROM (SELECT "Id", row_number() OVER (ORDER BY "Id") AS n FROM case_facts) AS cases CROSS JOIN generate_series(1, 3) AS side
        """,
    ];

    // A copy has all other columns of its original. Ids grow, like UUIDv7.
    private static string[] Copies(int issued, int copies) =>
    [
        $"""
        CREATE TEMPORARY TABLE copies AS
        SELECT n, originals."Id" AS original, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS id
        FROM generate_series(1, {copies}) AS n
        JOIN (SELECT "Id", row_number() OVER (ORDER BY "Id") - 1 AS number FROM certificates) AS originals ON originals.number = n % {issued}
        """,
        """
        INSERT INTO certificates SELECT copy.* FROM copies JOIN certificates AS originals ON originals."Id" = original
        CROSS JOIN LATERAL jsonb_populate_record(originals, jsonb_build_object('Id', id, 'Reference', originals."Reference" || '-' || n, 'Number', 'COPY-' || n,
            'DocumentHash', encode(sha256(n::text::bytea), 'hex'), 'StatusList', 1000 + n / 32768, 'StatusIndex', n % 32768 * 2)) AS copy
        """,
        """
        INSERT INTO certificate_grants SELECT copy.* FROM copies JOIN certificate_grants AS originals ON originals."RecordId" = original
        CROSS JOIN LATERAL jsonb_populate_record(originals, jsonb_build_object('RecordId', id)) AS copy
        """,
        """
        INSERT INTO certificate_lines SELECT copy.* FROM copies JOIN certificate_lines AS originals ON originals."CertificateId" = original
        CROSS JOIN LATERAL jsonb_populate_record(originals, jsonb_build_object('CertificateId', id)) AS copy
        """,
        """INSERT INTO status_entries ("Member", "List", "Index", "Status") SELECT 'TCD', 1000 + n / 32768, n % 32768 * 2, 'valid' FROM copies""",
        $"""
        CREATE TEMPORARY TABLE earlier AS
        SELECT n, originals."Id" AS original, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS id
        FROM generate_series(1, {Verifications}) AS n
        JOIN (SELECT "Id", row_number() OVER (ORDER BY "Id") - 1 AS number FROM verifications) AS originals ON originals.number = n % {issued}
        """,
        """
        INSERT INTO verifications SELECT copy.* FROM earlier JOIN verifications AS originals ON originals."Id" = original
        CROSS JOIN LATERAL jsonb_populate_record(originals, jsonb_build_object('Id', id)) AS copy
        """,
    ];

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, string token, object body, HttpStatusCode expected)
    {
        using var request = Requests.Post(path, JsonSerializer.SerializeToUtf8Bytes(body));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == expected ? JsonElement.Parse(text) : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {text}");
    }

    private static object Certificate(int n)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return new
        {
            type = "end_user_certificate",
            number = $"EUC-{n:D6}",
            issuedOn = today.AddDays(-1),
            validUntil = today.AddDays(365),
            singleUse = false,
            exporter = new { name = $"Example Arms {n}", address = "Example Street 1, 110 00 Prague", state = "CZE" },
            endUser = new { name = $"Ministry of Example {n}", address = "Example Avenue 2, N'Djamena", state = "TCD" },
            finalDestination = "TCD",
            endUse = "Equipment of the border guard, for its own use and no other.",
            signatory = new { name = "A. Example", position = "Director" },
            goods = new object[]
            {
                new { line = 1, category = "assault_rifle", quantity = 200 },
                new { line = 2, category = "sub_machine_gun", quantity = 50 },
            },
        };
    }
}
