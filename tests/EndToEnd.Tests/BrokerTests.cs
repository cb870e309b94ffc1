using System.Text.Json.Nodes;
using Exchange.Testing;

namespace Exchange.EndToEnd.Tests;

/// <summary>A register in one process, and certificates that name its brokers in another.</summary>
[Collection(OnTheNetwork.Name)]
public sealed class BrokerTests(Network network)
{
    [Fact]
    public async Task A_suspended_broker_turns_the_verification_of_a_certificate_from_pass_to_fail_for_those_whom_the_register_reaches()
    {
        using var register = network.As("CZE/licensing");
        using var issuer = network.As("TCD/licensing");
        using var reached = network.As("KEN/customs");
        using var unreached = network.As("UGA/customs");
        var number = $"E2E-{Guid.CreateVersion7():N}";
        var broker = Example("broker.json");
        broker["number"] = number;
        var id = (await register.PostAsync("/v1/brokers", broker))["id"]!.GetValue<string>();
        var page = Example("register.json");
        page["releases"] = new JsonArray(new JsonObject { ["to"] = new JsonArray("KEN"), ["level"] = "summary" });
        await register.PutAsync("/v1/registers/CZE", page);
        Assert.Equal(404, await unreached.StatusAsync($"/v1/brokers/{id}"));

        var certificate = SampleCertificate.Json();
        certificate["broker"] = new JsonObject { ["state"] = "CZE", ["number"] = number };
        var credential = (await issuer.PostAsync("/v1/certificates", certificate))["credential"]!.GetValue<string>();
        await Eventually.HoldsAsync("KEN learns that the broker is active", async () => await StandingAsync(reached, credential) == ("pass", "active"));
        await register.PostAsync($"/v1/brokers/{id}/standing", new JsonObject { ["standing"] = "suspended", ["reason"] = "A test." }, 200);
        await Eventually.HoldsAsync("KEN learns that it is suspended", async () => await StandingAsync(reached, credential) == ("fail", "suspended"));
        Assert.Equal(("not_checked", "not_told"), await StandingAsync(unreached, credential));
    }

    private static async Task<(string, string)> StandingAsync(Party party, string credential)
    {
        var verdict = await party.PostAsync("/v1/certificates/verify", new JsonObject { ["credential"] = credential }, 200);
        var check = verdict["checks"]!.AsArray().Single(c => c!["check"]!.GetValue<string>() == "broker_standing")!;
        return (check["outcome"]!.GetValue<string>(), check["code"]!.GetValue<string>());
    }

    private static JsonObject Example(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(InterfaceTools.Root, "docs", "examples", file)))!.AsObject();
}
