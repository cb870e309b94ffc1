using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Shipments;

public abstract class RecordShipmentVerificationTests(SharedHost shared)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : RecordShipmentVerificationTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : RecordShipmentVerificationTests(host);

    private CertificateHost Host => shared.Host;

    [Fact]
    public async Task Both_States_see_what_was_found_and_no_other_does()
    {
        var id = await DrawnAsync();
        var recorded = await RecordAsync(id, Found());
        Assert.Equal(
            ("TCD", "CZE", 50, 48, 2, "partly_missing"),
            (recorded.Text("issuingState"), recorded.Text("verifyingState"), Count("serialsSampled"), Count("found"), Count("missing"), recorded.Text("finding")));
        foreach (var identity in new[] { "CZE/customs", "TCD/licensing" })
        {
            Assert.Equal([recorded.Id()], (await Host.GetAsync(identity, $"/v1/certificates/{id}/shipment-verifications")).Items().Select(v => v.Id()));
            await Host.GetAsync(identity, $"/v1/certificates/{id}/shipment-verifications/{recorded.Id()}");
        }
        foreach (var identity in new[] { "KEN/licensing", "UGA/licensing" })
        {
            Assert.Empty((await Host.GetAsync(identity, $"/v1/certificates/{id}/shipment-verifications")).Items());
            await Host.GetAsync(identity, $"/v1/certificates/{id}/shipment-verifications/{recorded.Id()}", HttpStatusCode.NotFound);
        }
        await Host.GetAsync("TZA/licensing", $"/v1/certificates/{id}/shipment-verifications", HttpStatusCode.NotFound);
        Assert.Null((await Host.GetAsync("TCD/licensing", $"/v1/certificates/{id}/shipment-verifications/{recorded.Id()}"))["recordedBy"]);

        int Count(string field) => recorded[field]!.GetValue<int>();
    }

    [Fact]
    public async Task Only_a_State_that_has_drawn_records()
    {
        var id = await Host.IssueAsync();
        await RecordAsync(id, Found(), "CZE/licensing", HttpStatusCode.Forbidden);
        var reserved = (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 100))).Id();
        await RecordAsync(id, Found(), "CZE/licensing", HttpStatusCode.Forbidden);
        await Host.CommitAsync(id, reserved, "CZE/licensing");
        await RecordAsync(id, Found());
        await RecordAsync(id, Found(), "KEN/licensing", HttpStatusCode.Forbidden);
        await RecordAsync(id, Found(), "TCD/licensing", HttpStatusCode.Forbidden);
        await RecordAsync(id, Found(), "CZE/customs", HttpStatusCode.Forbidden);
        await RecordAsync(id, Found(), "TZA/licensing", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("date", "null", "date")]
    [InlineData("date", "\"2999-01-01\"", "date")]
    [InlineData("date", "\"2001-01-01\"", "date")]
    [InlineData("place", "null", "place")]
    [InlineData("place", "\"a\\u0007b\"", "place")]
    [InlineData("serialsSampled", "null", "serialsSampled")]
    [InlineData("serialsSampled", "49", "serialsSampled")]
    [InlineData("serialsSampled", "-1", "serialsSampled")]
    [InlineData("serialsSampled", "50.5", "serialsSampled")]
    [InlineData("serialsSampled", "1e40", "serialsSampled")]
    [InlineData("found", "-1", "found")]
    [InlineData("found", "1e30", "found")]
    [InlineData("missing", "0.1", "missing")]
    [InlineData("missing", "1e40", "missing")]
    [InlineData("finding", "null", "finding")]
    [InlineData("finding", "\"fine\"", "finding")]
    [InlineData("finding", "\"satisfactory\"", "finding")]
    [InlineData("finding", "\"missing\"", "finding")]
    [InlineData("missing", "0", "finding")]
    [InlineData("remarks", "\" \"", "remarks")]
    public async Task Refuses_what_is_no_verification(string field, string value, string faulty)
    {
        var id = await DrawnAsync();
        var body = Found();
        body[field] = JsonNode.Parse(value);
        Assert.Equal([faulty], (await RecordAsync(id, body, expected: HttpStatusCode.UnprocessableEntity)).Fields());
        Assert.Empty((await Host.GetAsync("TCD/licensing", $"/v1/certificates/{id}/shipment-verifications")).Items());
    }

    [Fact]
    public async Task Takes_no_serial_numbers()
    {
        var id = await DrawnAsync();
        var body = Found();
        body["serials"] = new JsonArray("AB-1");
        await RecordAsync(id, body, expected: HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_repeated_request_records_once()
    {
        var id = await DrawnAsync();
        using var client = Host.As("CZE/licensing");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k-4");
        for (var i = 0; i < 2; i++) await client.PostAsync($"/v1/certificates/{id}/shipment-verifications", Found().ToJsonString(), HttpStatusCode.Created);
        Assert.Single((await Host.GetAsync("TCD/licensing", $"/v1/certificates/{id}/shipment-verifications")).Items());
    }

    private async Task<Guid> DrawnAsync()
    {
        var id = await Host.IssueAsync();
        await Host.CommittedAsync(id, "CZE/licensing", 1, 100);
        return id;
    }

    private Task<JsonObject> RecordAsync(Guid id, JsonObject body, string identity = "CZE/licensing", HttpStatusCode expected = HttpStatusCode.Created) =>
        Host.PostAsync(identity, $"/v1/certificates/{id}/shipment-verifications", body.ToJsonString(), expected);

    private JsonObject Found() => new()
    {
        ["date"] = $"{Host.Today:yyyy-MM-dd}",
        ["place"] = "Depot of the border guard",
        ["serialsSampled"] = 50,
        ["found"] = 48,
        ["missing"] = 2,
        ["finding"] = "partly_missing",
        ["remarks"] = "Two rifles are said to be under repair.",
    };
}
