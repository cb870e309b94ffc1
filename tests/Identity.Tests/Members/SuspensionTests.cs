using System.Net;
using System.Net.Http.Json;
using Exchange.Testing;
using Xunit;

namespace Exchange.Identity.Tests.Members;

public sealed class SuspensionTests
{
    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Ends_tokens_old_and_new_on_every_process_until_reinstated(Provider provider)
    {
        await using var host = await IdentityHost.StartAsync(provider);
        await using var other = await IdentityHost.StartAsync(provider, host.Storage);
        using var oper = await host.AsAsync("NETWORK/operator");
        using var before = await host.AsAsync("TCD/customs");
        using var beforeElsewhere = other.As(before.DefaultRequestHeaders.Authorization!.Parameter!);
        await Answers(beforeElsewhere, HttpStatusCode.OK);

        using var suspended = await oper.PostAsJsonAsync("/v1/members/TCD/suspend", new { reason = "Its keys were lost." });

        Assert.Equal(HttpStatusCode.OK, suspended.StatusCode);
        // The issuers ask the database: no process gives a token from now on.
        Assert.Equal("invalid_client", (await host.AskAsync(host["TCD/customs"])).Error);
        Assert.Equal("invalid_client", (await other.AskAsync(host["TCD/customs"])).Error);
        await Answers(before, HttpStatusCode.Unauthorized);
        await Answers(beforeElsewhere, HttpStatusCode.Unauthorized);
        Assert.NotNull((await host.AskAsync(host["KEN/customs"])).Token);

        using var again = await oper.PostAsJsonAsync("/v1/members/TCD/suspend", new { reason = "Again." });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);

        // Tokens bear whole seconds: the reinstatement has to fall into a later one than the token.
        var issued = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await Eventually.HoldsAsync("a second passes", () => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() > issued);
        using var reinstated = await oper.PostAsync("/v1/members/TCD/reinstate", null);
        Assert.Equal(HttpStatusCode.OK, reinstated.StatusCode);
        using var after = await host.AsAsync("TCD/customs");
        await Answers(after, HttpStatusCode.OK);
        await Answers(before, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Is_for_the_operator_alone_and_not_of_itself()
    {
        await using var host = await IdentityHost.StartAsync(Provider.Sqlite);
        using var oper = await host.AsAsync("NETWORK/operator");
        using var npc = await host.AsAsync("KEN/npc");
        var reason = new { reason = "x" };

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.PostAsJsonAsync("/v1/members/TCD/suspend", reason)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await npc.PostAsJsonAsync("/v1/members/TCD/suspend", reason)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await oper.PostAsJsonAsync("/v1/members/NETWORK/suspend", reason)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await oper.PostAsJsonAsync("/v1/members/XYZ/suspend", reason)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await oper.PostAsJsonAsync("/v1/members/TCD/suspend", new { reason = " " })).StatusCode);
        Assert.NotNull((await host.AskAsync(host["TCD/customs"])).Token);
    }

    private static Task Answers(HttpClient client, HttpStatusCode status) => Eventually.HoldsAsync($"the answer is {status}", async () =>
    {
        using var response = await client.GetAsync("/v1/members");
        return response.StatusCode == status;
    }, within: TimeSpan.FromSeconds(5));
}
