using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Exchange.Hosting.Tests;

/// <summary>One host for all of <see cref="PipelineTests"/>.</summary>
public sealed class Pipeline : IAsyncLifetime
{
    internal PipelineHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await PipelineHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

public sealed class PipelineTests(Pipeline pipeline) : IClassFixture<Pipeline>
{
    private readonly PipelineHost host = pipeline.Host;

    internal static StringContent Json(string text, string charset = "utf-8") =>
        new(text, Encoding.GetEncoding(charset), new MediaTypeHeaderValue("application/json") { CharSet = charset });

    internal static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status, string type)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"/problems/{type}", problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        return problem;
    }

    [Fact]
    public async Task The_principal_comes_from_the_token()
    {
        var who = await host.As("KEN/customs").GetFromJsonAsync<JsonElement>("/whoami");
        Assert.Equal("KEN", who.GetProperty("member").GetString());
        Assert.Equal(["KEN", "EAC/*", "*"], who.GetProperty("addresses").EnumerateArray().Select(a => a.GetString()!));
        Assert.Equal(["customs", "border_control"], who.GetProperty("functions").EnumerateArray().Select(a => a.GetString()!));
    }

    [Fact]
    public async Task No_token_is_401_and_a_missing_scope_403()
    {
        await ProblemAsync(await host.As(null).GetAsync("/whoami"), HttpStatusCode.Unauthorized, "unauthenticated");
        await ProblemAsync(await host.As("KEN/licensing").PostAsync("/notes", Json("""{"text":"a"}""")), HttpStatusCode.Forbidden, "insufficient-scope");
        Assert.Equal(0, host.Handled);
    }

    [Theory]
    [InlineData("""{"text":"a","text":"b"}""")]
    [InlineData("""{"text":"a","Text":"b"}""")]
    [InlineData("""{"text":"a","unknown":1}""")]
    [InlineData("""{"text":5}""")]
    [InlineData("""{"number":"5"}""")]
    [InlineData("""{"number":5.5}""")]
    [InlineData("""{"number":99999999999999999999}""")]
    [InlineData("""{"level":1}""")]
    [InlineData("""{"level":"everything"}""")]
    [InlineData("""{"text":"a"}x""")]
    [InlineData("""{"text":"a",}""")]
    [InlineData("""{'text':'a'}""")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task What_cannot_be_read_is_400_and_nothing_is_stored(string body)
    {
        await ProblemAsync(await host.As("KEN/customs").PostAsync("/notes", Json(body)), HttpStatusCode.BadRequest, "malformed");
        Assert.Equal(0, await host.NotesAsync());
    }

    [Fact]
    public async Task Deep_nesting_is_400()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"inner":""", 40)) + "null" + new string('}', 40);
        await ProblemAsync(await host.As("KEN/customs").PostAsync("/notes", Json(deep)), HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task A_malformed_body_is_told_where_it_is_wrong_and_not_what_our_types_are_called()
    {
        var problem = await ProblemAsync(
            await host.As("KEN/customs").PostAsync("/notes", Json("""{"inner":{"number":"x"}}""")), HttpStatusCode.BadRequest, "malformed");
        Assert.True(problem.GetProperty("errors").TryGetProperty("inner.number", out _), problem.GetRawText());
        Assert.DoesNotContain("Exchange.", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_400()
    {
        var body = new ByteArrayContent([.. """{"text":"""u8, (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'}']);
        body.Headers.ContentType = new("application/json");
        await ProblemAsync(await host.As("KEN/customs").PostAsync("/notes", body), HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task Another_media_type_is_415()
    {
        var body = new StringContent("<note/>", Encoding.UTF8, "application/xml");
        await ProblemAsync(await host.As("KEN/customs").PostAsync("/notes", body), HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413()
    {
        var body = Json($$"""{"text":"{{new string('a', ExchangeDefaults.MaxBodySize)}}"}""");
        await ProblemAsync(await host.As("KEN/customs").PostAsync("/notes", body), HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task An_address_or_headers_over_the_limit_are_refused_by_the_server_and_the_next_request_is_answered()
    {
        // The server refuses these before there is a request that a problem could answer (RFC 9110, section 15.5.15; RFC 6585, section 5).
        using var client = host.As("KEN/customs");
        Assert.Equal(HttpStatusCode.RequestUriTooLong, (await client.GetAsync($"/listing?originator={new string('a', 9_000)}")).StatusCode);
        using var wide = new HttpRequestMessage(HttpMethod.Get, "/whoami");
        wide.Headers.Add("X-Wide", new string('a', 40_000));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await client.SendAsync(wide)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/whoami")).StatusCode);
    }

    [Fact]
    public async Task An_unknown_path_and_method_are_problems_too()
    {
        await ProblemAsync(await host.As("KEN/customs").GetAsync("/nothing"), HttpStatusCode.NotFound, "not-found");
        await ProblemAsync(await host.As("KEN/customs").DeleteAsync("/notes"), HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Fact]
    public async Task An_exceptions_text_stays_inside()
    {
        var problem = await ProblemAsync(await host.As(null).GetAsync("/bug"), HttpStatusCode.InternalServerError, "internal");
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_is_503_with_the_time_to_wait()
    {
        var response = await host.As(null).GetAsync("/outage");
        var problem = await ProblemAsync(response, HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_not_cached_and_bear_the_security_headers()
    {
        var response = await host.As("KEN/customs").GetAsync("/whoami");
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/bytes")]
    [InlineData("/listing")]
    [InlineData("/listing?limit=2")]
    public async Task A_representation_that_the_caller_has_is_not_sent_again(string path)
    {
        using var client = host.As("KEN/customs");
        var first = await client.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
        using var other = new HttpRequestMessage(HttpMethod.Get, path);
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""));
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(other)).StatusCode);
    }
}
