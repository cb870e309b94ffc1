using System.Net;
using System.Net.Http.Headers;
using Xunit;

namespace Exchange.Hosting.Tests.Trust;

/// <summary>401 and 403 bear the challenge of RFC 6750, section 3.</summary>
public sealed class ChallengesTests(Pipeline pipeline) : IClassFixture<Pipeline>
{
    private readonly PipelineHost host = pipeline.Host;

    [Fact]
    public async Task Without_a_token_the_challenge_names_the_scheme_alone()
    {
        using var response = await host.As(null).GetAsync("/whoami");
        await PipelineTests.ProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("Bearer", Challenge(response));
    }

    [Theory]
    [InlineData("Bearer", "not.a.token")]
    [InlineData("Bearer", "")]
    [InlineData("Basic", "S0VOOnNlY3JldA==")]
    public async Task A_token_that_is_refused_is_named_and_not_why(string scheme, string token)
    {
        using var client = host.As(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, token);
        using var response = await client.GetAsync("/whoami");
        await PipelineTests.ProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("Bearer error=\"invalid_token\"", Challenge(response));
    }

    [Theory]
    [InlineData("KEN/customs", "/operated", "network:operate")]
    [InlineData("KEN/licensing", "/notes", "cases:write")]
    public async Task A_missing_scope_is_named(string identity, string path, string scope)
    {
        using var response = await host.As(identity).PostAsync(path, PipelineTests.Json("""{"text":"a"}"""));
        var problem = await PipelineTests.ProblemAsync(response, HttpStatusCode.Forbidden, "insufficient-scope");
        Assert.Equal($"Bearer error=\"insufficient_scope\", scope=\"{scope}\"", Challenge(response));
        Assert.Equal($"The token needs the scope {scope}.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Of_several_scopes_each_that_would_do_is_named()
    {
        using var response = await host.As("NETWORK/operator").PostAsync("/documented", PipelineTests.Json("{}"));
        await PipelineTests.ProblemAsync(response, HttpStatusCode.Forbidden, "insufficient-scope");
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"cases:write cases:read\"", Challenge(response));
    }

    private static string Challenge(HttpResponseMessage response) => Assert.Single(response.Headers.GetValues("WWW-Authenticate"));
}
