using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Exchange.Gateway.Tests;

/// <summary>What the gateway refuses is a problem (RFC 9457); what a service refuses arrives as it was sent.</summary>
public sealed class RefusalTests(Edge edge) : IClassFixture<Edge>
{
    private Backend Cases => edge.Backends["diversion-cases"];

    [Theory]
    [InlineData(null, null, "Bearer")]
    [InlineData("Bearer", "not.a.token", "Bearer error=\"invalid_token\"")]
    public async Task Without_a_valid_token_the_answer_is_401_with_the_challenge(string? scheme, string? token, string challenge)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/cases");
        if (scheme is not null) request.Headers.Authorization = new AuthenticationHeaderValue(scheme, token);
        var before = Cases.Requests.Count;
        using var answer = await edge.Gateway.Client.SendAsync(request);
        await IsProblemAsync(answer, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal(challenge, Assert.Single(answer.Headers.GetValues("WWW-Authenticate")));
        Assert.Equal(before, Cases.Requests.Count);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", HttpStatusCode.NotFound, "not-found")]
    [InlineData("POST", "/", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    public async Task What_the_gateway_does_not_have_is_a_problem(string method, string path, HttpStatusCode status, string code)
    {
        using var answer = await edge.As("KEN/customs").SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        await IsProblemAsync(answer, status, code);
        if (status == HttpStatusCode.MethodNotAllowed) Assert.Contains("GET", answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(405)]
    [InlineData(406)]
    [InlineData(415)]
    [InlineData(422)]
    public async Task A_services_refusal_arrives_as_it_was_sent(int status)
    {
        Cases.Answer = http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "application/problem+json";
            http.Response.Headers.Allow = "GET, POST";
            http.Response.Headers.AcceptEncoding = "identity";
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
            return http.Response.WriteAsync("{\"type\":\"/problems/of-the-service\"}");
        };
        try
        {
            using var answer = await edge.As("KEN/customs").GetAsync("/v1/cases");
            Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal("{\"type\":\"/problems/of-the-service\"}", await answer.Content.ReadAsStringAsync());
            Assert.Equal(["GET", "POST"], answer.Content.Headers.Allow);
            Assert.Equal("identity", Assert.Single(answer.Headers.GetValues("Accept-Encoding")));
            Assert.Equal("Bearer error=\"insufficient_scope\"", Assert.Single(answer.Headers.GetValues("WWW-Authenticate")));
        }
        finally
        {
            Cases.Answer = _ => Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_content_encoding_and_what_is_accepted_reach_the_service()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/cases?encoded") { Content = new ByteArrayContent([1, 2, 3]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.Accept.ParseAdd("application/xml");
        using var answer = await edge.As("KEN/customs").SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var reached = Assert.Single(Cases.Requests, r => r.RawTarget == "/v1/cases?encoded");
        Assert.Equal(("gzip", "application/xml"), (reached.Headers["Content-Encoding"], reached.Headers["Accept"]));
    }

    [Fact]
    public async Task Head_is_asked_as_Get_and_answered_without_a_body()
    {
        Cases.Answer = http => http.Response.WriteAsync("{\"a\":1}");
        try
        {
            using var answer = await edge.As("KEN/customs").SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/cases?head"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal("GET", Assert.Single(Cases.Requests, r => r.RawTarget == "/v1/cases?head").Method);
        }
        finally
        {
            Cases.Answer = _ => Task.CompletedTask;
        }
    }

    private static async Task IsProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal($"/problems/{code}", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }
}
