using System.Net;
using System.Net.Http.Headers;
using Xunit;

namespace Exchange.Hosting.Tests.Http;

public sealed class RequestFormTests(Pipeline pipeline) : IClassFixture<Pipeline>
{
    private readonly PipelineHost host = pipeline.Host;

    [Theory]
    [InlineData("?nothing=1", "nothing", "is not known. Known are: limit, cursor, originator, most, since, record, open, mark.")]
    [InlineData("?orignator=KEN", "orignator", "is not known; did you mean originator?")]
    [InlineData("?Originator=KEN", "Originator", "is not known; did you mean originator?")]
    [InlineData("?originator=KEN&originator=UGA", "originator", "is given more than once")]
    [InlineData("?most=many", "most", "has to be a whole number")]
    [InlineData("?most=1.5", "most", "has to be a whole number")]
    [InlineData("?most=", "most", "has to be a whole number")]
    [InlineData("?limit=ten", "limit", "has to be a whole number")]
    [InlineData("?since=14.3.2026", "since", "has to be a date, such as 2026-03-14")]
    [InlineData("?record=7", "record", "has to be an id (UUID)")]
    [InlineData("?open=yes", "open", "has to be true or false")]
    public async Task A_query_parameter_that_cannot_be_read_is_400_and_named(string query, string name, string fault)
    {
        var problem = await PipelineTests.ProblemAsync(await host.As("KEN/customs").GetAsync($"/listing{query}"), HttpStatusCode.BadRequest, "malformed");
        Assert.Equal(fault, problem.GetProperty("errors").GetProperty(name)[0].GetString());
        Assert.Single(problem.GetProperty("errors").EnumerateObject());
    }

    [Fact]
    public async Task Every_faulty_parameter_is_named_and_a_long_name_shortened()
    {
        var problem = await PipelineTests.ProblemAsync(
            await host.As("KEN/customs").GetAsync($"/listing?most=x&since=x&{new string('n', 500)}=1"), HttpStatusCode.BadRequest, "malformed");
        Assert.Equal(["most", new string('n', 100), "since"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_operation_without_a_query_has_no_parameters()
    {
        var problem = await PipelineTests.ProblemAsync(
            await host.As("KEN/customs").PostAsync("/documented?limit=5", PipelineTests.Json("{}")), HttpStatusCode.BadRequest, "malformed");
        Assert.Equal("is not known: this operation has no query parameters", problem.GetProperty("errors").GetProperty("limit")[0].GetString());
    }

    [Theory]
    [InlineData("?originator=KEN&most=3&since=2026-03-14&record=01997a70-51b5-7b1c-8a3b-000000000001&open=true&mark=a&mark=b")]
    [InlineData("?limit=5")]
    [InlineData("")]
    public async Task What_can_be_read_is_answered(string query)
    {
        using var response = await host.As("KEN/customs").GetAsync($"/listing{query}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("application/xml", false)]
    [InlineData("text/html, application/json;q=0", false)]
    [InlineData("application/json", true)]
    [InlineData("application/*", true)]
    [InlineData("*/*", true)]
    [InlineData("text/html, */*;q=0.1", true)]
    [InlineData("APPLICATION/JSON", true)]
    public async Task Accept_that_names_no_type_of_the_answer_is_406(string accept, bool answered)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/listing");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await host.As("KEN/customs").SendAsync(request);
        if (answered) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        else Assert.Contains("application/json", (await PipelineTests.ProblemAsync(response, HttpStatusCode.NotAcceptable, "not-acceptable")).GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    public async Task A_content_encoding_is_415_and_the_answer_names_what_is_read(string encoding)
    {
        using var response = await PostAsync(encoding);
        await PipelineTests.ProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Equal("identity", Assert.Single(response.Headers.GetValues("Accept-Encoding")));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("Identity")]
    public async Task The_body_as_it_is_is_read(string encoding)
    {
        using var response = await PostAsync(encoding);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"number":"5"}""", "number", "has to be a whole number, without quotes or separators, not the text \"5\" (line 1, column 11)")]
    [InlineData("""{"texd":"a"}""", "texd", "is not known; did you mean \"text\"? (line 1, column 2)")]
    [InlineData("", "$", "is empty: a JSON object is required (line 1, column 1)")]
    public async Task A_body_that_cannot_be_read_is_explained(string body, string path, string fault)
    {
        var problem = await PipelineTests.ProblemAsync(
            await host.As("KEN/customs").PostAsync("/documented", PipelineTests.Json(body)), HttpStatusCode.BadRequest, "malformed");
        Assert.Equal(fault, problem.GetProperty("errors").GetProperty(path)[0].GetString());
    }

    private async Task<HttpResponseMessage> PostAsync(string encoding)
    {
        var body = new ByteArrayContent("""{"text":"a"}"""u8.ToArray());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        body.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return await host.As("KEN/customs").PostAsync("/documented", body);
    }
}
