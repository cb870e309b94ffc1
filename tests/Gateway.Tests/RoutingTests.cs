using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Exchange.Gateway.Tests;

public sealed class RoutingTests(Edge edge) : IClassFixture<Edge>
{
    [Theory]
    [InlineData("identity", "/v1/members")]
    [InlineData("identity", "/v1/members/UGA/suspend")]
    [InlineData("identity", "/v1/groups")]
    [InlineData("identity", "/v1/operations/identity/parked")]
    [InlineData("diversion-cases", "/v1/cases?limit=2&q=a%20b")]
    [InlineData("diversion-cases", "/v1/cases/c%20%C3%A9/history")]
    [InlineData("diversion-cases", "/v1/releases/preview")]
    [InlineData("diversion-cases", "/v1/marks/search")]
    [InlineData("diversion-cases", "/v1/places")]
    [InlineData("diversion-cases", "/v1/vocabularies/mode")]
    [InlineData("diversion-cases", "/v1/operations/diversion-cases/parked/1/resend")]
    [InlineData("end-user-certificates", "/v1/certificates/verify")]
    [InlineData("end-user-certificates", "/v1/authentications")]
    [InlineData("end-user-certificates", "/v1/reexport-consents/1/answer")]
    [InlineData("end-user-certificates", "/v1/deliveries/outstanding")]
    [InlineData("end-user-certificates", "/v1/verifications")]
    [InlineData("end-user-certificates", "/v1/embargoes")]
    [InlineData("route-alerts", "/v1/alerts")]
    [InlineData("route-alerts", "/v1/subscriptions/s1/deliveries")]
    [InlineData("route-alerts", "/v1/operations/route-alerts/parked")]
    public async Task Sends_a_path_to_its_own_service_as_it_is(string service, string path)
    {
        var before = edge.Backends.ToDictionary(b => b.Key, b => b.Value.Requests.Count);
        using var answer = await edge.As("KEN/customs").PostAsync(path, new StringContent("{\"a\": 1}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(edge.Backends, b => Assert.Equal(before[b.Key] + (b.Key == service ? 1 : 0), b.Value.Requests.Count));
        var reached = edge.Backends[service].Requests[^1];
        Assert.Equal(("POST", path, "{\"a\": 1}"), (reached.Method, reached.RawTarget, reached.Body));
        Assert.StartsWith("Bearer ", reached.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/identity/ken/.well-known/openid-configuration")]
    [InlineData("/identity/ken/connect/token")]
    [InlineData("/openapi/identity.json")]
    [InlineData("/openapi/diversion-cases.json")]
    [InlineData("/openapi/route-alerts.json")]
    [InlineData("/openapi/end-user-certificates.json")]
    [InlineData("/v1/status-lists/TCD/1")]
    [InlineData("/v1/members/TCD/jwks")]
    public async Task Lets_everybody_to_what_is_public(string path)
    {
        using var answer = await edge.Gateway.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/v1/cases")]
    [InlineData("/v1/alerts/stream")]
    [InlineData("/v1/members")]
    [InlineData("/v1/operations/identity/parked")]
    public async Task Lets_nobody_without_a_token_to_the_rest(string path)
    {
        var before = edge.Backends.Values.Sum(b => b.Requests.Count);
        using var answer = await edge.Gateway.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(before, edge.Backends.Values.Sum(b => b.Requests.Count));
    }

    [Fact]
    public async Task Lets_no_bad_token_pass()
    {
        var before = edge.Backends.Values.Sum(b => b.Requests.Count);
        foreach (var (name, token) in edge.Network["KEN"].HostileTokens(edge.Network["UGA"]))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(edge.Gateway.Url, "/v1/cases"));
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var answer = await edge.Gateway.Client.SendAsync(request);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{name}: {answer.StatusCode}");
        }

        Assert.Equal(before, edge.Backends.Values.Sum(b => b.Requests.Count));
    }

    [Theory]
    [InlineData("/v1/nothing")]
    [InlineData("/v1/casesX")]
    [InlineData("/v1/operations/console/parked")]
    [InlineData("/openapi/ledger.json")]
    [InlineData("/connect/token")]
    public async Task Knows_nothing_else(string path)
    {
        using var answer = await edge.As("KEN/customs").GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Passes_on_what_the_service_refuses()
    {
        edge.Backends["diversion-cases"].Answer = http =>
        {
            http.Response.StatusCode = 422;
            http.Response.Headers.ETag = "\"7\"";
            return http.Response.WriteAsJsonAsync(new { title = "No" }, options: null, contentType: "application/problem+json");
        };
        try
        {
            using var answer = await edge.As("KEN/customs").GetAsync("/v1/cases");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal("{\"title\":\"No\"}", await answer.Content.ReadAsStringAsync());
            Assert.Equal("\"7\"", answer.Headers.ETag?.Tag);
        }
        finally
        {
            edge.Backends["diversion-cases"].Answer = _ => Task.CompletedTask;
        }
    }
}
