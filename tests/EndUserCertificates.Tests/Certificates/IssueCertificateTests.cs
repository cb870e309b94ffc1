using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Credentials;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Certificates;

public abstract class IssueCertificateTests(SharedHost shared)
{
    private CertificateHost Host => shared.Host;

    [Fact]
    public async Task A_certificate_is_signed_by_the_certificate_key_of_its_State()
    {
        var issued = await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(), HttpStatusCode.Created);

        var keys = await KeysAsync("TCD");
        var credential = CompactJws.Read(issued.Text("credential"), CredentialTypes.Certificate, 100_000).Value;
        Assert.Null(credential.Verify(keys));
        var claims = JsonNode.Parse(credential.Payload.Span)!;
        Assert.Equal("http://127.0.0.1:8080/v1/members/TCD", claims["iss"]!.GetValue<string>());
        Assert.Equal(issued.Id(), claims["sub"]!.GetValue<Guid>());
        Assert.Equal(500, claims["euc"]!["goods"]![0]!["quantity"]!.GetValue<int>());
        Assert.Equal(DocumentHash.Of(issued.Text("credential")), issued.Text("documentHash"));
        var extract = CertificateExtract.Read(issued.Text("qr")).Value.Verify(keys).Value;
        Assert.Equal(issued.Text("documentHash"), extract.DocumentHash);
        Assert.True(issued.Text("qr").Length <= 1000);
        Assert.Equal(issued.Id(), (await Host.PublishedAsync<CertificateIssued>(e => e.Id == issued.Id())).Id);
    }

    [Fact]
    public async Task The_exporting_State_sees_it_in_full_unless_releases_say_otherwise()
    {
        var toExporter = await Host.IssueAsync(("releases", null));
        Assert.Equal("full", (await Host.GetAsync("CZE/licensing", $"/v1/certificates/{toExporter}")).Text("level"));
        await Host.GetAsync("KEN/licensing", $"/v1/certificates/{toExporter}", HttpStatusCode.NotFound);

        var toNobody = await Host.IssueAsync(("releases", new JsonArray()));
        await Host.GetAsync("CZE/licensing", $"/v1/certificates/{toNobody}", HttpStatusCode.NotFound);
        Assert.Equal("full", (await Host.GetAsync("TCD/licensing", $"/v1/certificates/{toNobody}")).Text("level"));
    }

    [Fact]
    public async Task A_summary_shows_no_party_no_signatory_and_no_credential()
    {
        var id = await Host.IssueAsync();
        var summary = await Host.GetAsync("UGA/licensing", $"/v1/certificates/{id}");
        Assert.Equal("summary", summary.Text("level"));
        Assert.Equal(
            ["assurances", "finalDestination", "goods", "id", "issuedAt", "issuedOn", "issuingState", "level", "number", "reference", "singleUse", "status", "statusChangedAt", "type", "validUntil"],
            summary.Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task To_others_it_does_not_exist()
    {
        var id = await Host.IssueAsync();
        var number = (await Host.GetAsync("TCD/licensing", $"/v1/certificates/{id}")).Text("number");
        await Host.GetAsync("TZA/licensing", $"/v1/certificates/{id}", HttpStatusCode.NotFound);
        Assert.Empty((await Host.GetAsync("TZA/licensing", $"/v1/certificates?number={number}")).Items());
        Assert.Single((await Host.GetAsync("KEN/licensing", $"/v1/certificates?number={number}")).Items());
    }

    [Fact]
    public async Task Issuing_for_another_State_or_without_the_function_is_forbidden()
    {
        var problem = await Host.PostAsync("KEN/licensing", "/v1/certificates", Host.Certificate(), HttpStatusCode.Forbidden);
        Assert.Contains("end user's State", problem.Text("detail"), StringComparison.Ordinal);
        using var customs = Host.As("TCD/customs", [Functions.Customs], [Scopes.CertificatesIssue]);
        await customs.PostAsync("/v1/certificates", Host.Certificate(), HttpStatusCode.Forbidden);
        await Host.PostAsync("TCD/customs", "/v1/certificates", Host.Certificate(), HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("type", "\"passport\"", "type")]
    [InlineData("number", "null", "number")]
    [InlineData("number", "\"a\\u0007b\"", "number")]
    [InlineData("issuedOn", "\"2999-01-01\"", "issuedOn validUntil")]
    [InlineData("validUntil", "null", "validUntil")]
    [InlineData("validUntil", "\"2020-01-01\"", "validUntil")]
    [InlineData("endUse", "null", "endUse")]
    [InlineData("goods", "[]", "goods")]
    [InlineData("finalDestination", "\"TC\"", "finalDestination")]
    [InlineData("deliveredOn", "\"2026-01-01\"", "deliveredOn")]
    [InlineData("assurances", """[{"code":"no_reexport_without_consent"}]""", "assurances[0].consultingState")]
    [InlineData("assurances", """[{"code":"no_reexport"},{"code":"no_reexport"}]""", "assurances")]
    [InlineData("exporter", """{"name":"x"}""", "exporter.address exporter.state")]
    [InlineData("goods", """[{"line":1,"category":"assault_rifle","quantity":-5}]""", "goods[0].quantity")]
    [InlineData("goods", """[{"line":1,"category":"assault_rifle","quantity":1.5}]""", "goods[0].quantity")]
    [InlineData("goods", """[{"line":1,"category":"assault_rifle","quantity":1e300}]""", "goods[0].quantity")]
    [InlineData("goods", """[{"line":1,"category":"assault_rifle","quantity":9223372036854775807}]""", "goods[0].quantity")]
    [InlineData("goods", """[{"line":1,"category":"assault_rifle","quantity":1,"unit":"bushel"}]""", "goods[0].unit")]
    [InlineData("goods", """[{"line":1,"category":"assault_rifle","quantity":1},{"line":1,"category":"assault_rifle","quantity":1}]""", "goods")]
    [InlineData("supersedes", "\"01a20a7b-a255-78d2-9807-36cdddf047b7\"", "supersedes")]
    public async Task What_is_wrong_is_named_by_its_field(string field, string value, string fields)
    {
        var problem = await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate((field, JsonNode.Parse(value))), HttpStatusCode.UnprocessableEntity);
        Assert.Equal(fields.Split(' '), problem.Fields());
    }

    [Fact]
    public async Task A_number_is_issued_once()
    {
        var number = $"{Guid.CreateVersion7():N}";
        await Host.IssueAsync(("number", number));
        var problem = await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(("number", number)), HttpStatusCode.Conflict);
        Assert.Equal("number-taken", problem.Code());
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_the_certificate_that_it_corrects()
    {
        var wrong = await Host.IssueAsync();
        var right = await Host.IssueAsync(("supersedes", wrong));
        var superseded = await Host.GetAsync("TCD/licensing", $"/v1/certificates/{wrong}");
        Assert.Equal("superseded", superseded.Text("status"));
        Assert.Equal(right, superseded["supersededBy"]!.GetValue<Guid>());
        var again = await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(("supersedes", wrong)), HttpStatusCode.Conflict);
        Assert.Equal("certificate-not-standing", again.Code());
    }

    [Fact]
    public async Task What_has_been_drawn_of_a_certificate_is_not_there_again_by_a_correction()
    {
        var drawn = await Host.IssueAsync();
        var drawdown = await Host.PostAsync("CZE/licensing", $"/v1/certificates/{drawn}/drawdowns", new { lines = new[] { new { line = 1, quantity = 400 } } }, HttpStatusCode.Created);
        var problem = await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(("supersedes", drawn)), HttpStatusCode.Conflict);
        Assert.Equal("certificate-drawn", problem.Code());
        Assert.Equal("valid", (await Host.GetAsync("TCD/licensing", $"/v1/certificates/{drawn}")).Text("status"));

        await Host.PostAsync("CZE/licensing", $"/v1/certificates/{drawn}/drawdowns/{drawdown.Id()}/cancel", new { reason = "Called off." }, HttpStatusCode.OK);
        await Host.IssueAsync(("supersedes", drawn));
        await Host.PostAsync("CZE/licensing", $"/v1/certificates/{drawn}/drawdowns", new { lines = new[] { new { line = 1, quantity = 1 } } }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Each_type_has_its_elements()
    {
        var delivered = Host.Certificate(("type", "delivery_verification_certificate"), ("endUse", null), ("assurances", null), ("validUntil", null), ("deliveredOn", $"{Host.Today:O}"));
        await Host.PostAsync("TCD/licensing", "/v1/certificates", delivered, HttpStatusCode.Created);
        // A consent to a re-export is given by the State that is asked, not by the end user's.
        var consent = Host.Certificate(("type", "reexport_consent"), ("regarding", new JsonObject { ["issuingState"] = "TCD", ["number"] = "1" }));
        await Host.PostAsync("CZE/licensing", "/v1/certificates", consent, HttpStatusCode.Created);
    }

    private async Task<CredentialKeySet> KeysAsync(string member) =>
        CredentialKeySet.Parse(await Host.Host.Client.GetStringAsync($"/v1/members/{member}/jwks")).Value;
}

[Collection(OnSqlite.Name)]
public sealed class IssueCertificateOnSqliteTests(SqliteHost shared) : IssueCertificateTests(shared);

[Collection(OnPostgres.Name)]
public sealed class IssueCertificateOnPostgresTests(PostgresHost shared) : IssueCertificateTests(shared);
