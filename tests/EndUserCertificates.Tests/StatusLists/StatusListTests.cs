using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Credentials;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.StatusLists;

public abstract class StatusListTests(SharedHost shared)
{
    private CertificateHost Host => shared.Host;

    [Fact]
    public async Task A_status_is_in_the_States_public_list_at_once()
    {
        var issued = await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(), HttpStatusCode.Created);
        Assert.Equal(TokenStatus.Valid, await StatusAsync(issued));

        await ChangeAsync(issued.Id(), "suspend");
        Assert.Equal(TokenStatus.Suspended, await StatusAsync(issued));
        Assert.Equal("suspended", (await Host.PublishedAsync<CertificateStatusChanged>(e => e.Id == issued.Id())).Status);

        await ChangeAsync(issued.Id(), "reinstate");
        Assert.Equal(TokenStatus.Valid, await StatusAsync(issued));

        await ChangeAsync(issued.Id(), "revoke");
        Assert.Equal(TokenStatus.Invalid, await StatusAsync(issued));
        await Host.PublishedAsync<CertificateRevoked>(e => e.Id == issued.Id());
    }

    [Fact]
    public async Task What_is_superseded_is_no_longer_valid()
    {
        var wrong = await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(), HttpStatusCode.Created);
        await Host.IssueAsync(("supersedes", wrong.Id()));
        Assert.Equal(TokenStatus.Invalid, await StatusAsync(wrong));
    }

    [Fact]
    public async Task A_revocation_is_for_good_and_has_a_reason()
    {
        var id = await Host.IssueAsync();
        await ChangeAsync(id, "revoke");
        var problem = await Host.PostAsync("TCD/licensing", $"/v1/certificates/{id}/reinstate", new { reason = "An error." }, HttpStatusCode.Conflict);
        Assert.Equal("status-not-allowed", problem.Code());
        var other = await Host.IssueAsync();
        Assert.Equal(["reason"], (await Host.PostAsync("TCD/licensing", $"/v1/certificates/{other}/revoke", new { }, HttpStatusCode.UnprocessableEntity)).Fields());
    }

    [Fact]
    public async Task Only_the_issuing_State_changes_a_status()
    {
        var id = await Host.IssueAsync();
        await Host.PostAsync("CZE/licensing", $"/v1/certificates/{id}/revoke", new { reason = "No." }, HttpStatusCode.Forbidden);
        await Host.PostAsync("TZA/licensing", $"/v1/certificates/{id}/revoke", new { reason = "No." }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task There_is_no_list_that_nothing_was_issued_in()
    {
        using var answer = await Host.Host.Client.GetAsync("/v1/status-lists/SOM/1");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var unknown = await Host.Host.Client.GetAsync("/v1/members/XXX/jwks");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Places_do_not_tell_how_many_certificates_there_are()
    {
        var places = new List<int>();
        for (var i = 0; i < 4; i++) places.Add(PlaceOf(await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(), HttpStatusCode.Created)).Index);
        Assert.NotEqual(places.Order(), places.Select((_, i) => places[0] + i));
    }

    private Task<JsonObject> ChangeAsync(Guid id, string verb) => Host.PostAsync("TCD/licensing", $"/v1/certificates/{id}/{verb}", new { reason = "Test." }, HttpStatusCode.OK);

    private async Task<TokenStatus> StatusAsync(JsonObject issued)
    {
        var (uri, index) = PlaceOf(issued);
        var keys = CredentialKeySet.Parse(await Host.Host.Client.GetStringAsync("/v1/members/TCD/jwks")).Value;
        var text = await Host.Host.Client.GetStringAsync(new Uri(uri).AbsolutePath);
        return StatusListToken.Read(text, uri, keys, Host.Clock.GetUtcNow()).Value.List.Get(index).Value;
    }

    private static (string Uri, int Index) PlaceOf(JsonObject issued)
    {
        var claims = JsonNode.Parse(CompactJws.Read(issued.Text("credential"), CredentialTypes.Certificate, 100_000).Value.Payload.Span)!;
        var place = claims["status"]!["status_list"]!;
        return (place["uri"]!.GetValue<string>(), place["idx"]!.GetValue<int>());
    }
}

[Collection(OnSqlite.Name)]
public sealed class StatusListOnSqliteTests(SqliteHost shared) : StatusListTests(shared);

[Collection(OnPostgres.Name)]
public sealed class StatusListOnPostgresTests(PostgresHost shared) : StatusListTests(shared);
