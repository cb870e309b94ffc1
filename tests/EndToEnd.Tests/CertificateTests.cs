using System.Text.Json.Nodes;
using Exchange.Testing;

namespace Exchange.EndToEnd.Tests;

/// <summary>End-user certificates across the processes of the network: what one service learns, and what becomes of it in the others.</summary>
[Collection(OnTheNetwork.Name)]
public sealed class CertificateTests(Network network)
{
    /// <summary>What is told of a case when it is reported; the rest of what a reader is shown is the exchange's own.</summary>
    private static readonly string[] Told = ["eventDate", "lifecycleStage", "diversionType", "detectionMethod", "summary", "narrative", "actors", "documents", "handling"];

    [Fact]
    public async Task A_forged_paper_becomes_a_suspected_case_of_the_asking_State_and_nothing_anywhere_else()
    {
        using var asking = network.As("CZE/licensing");
        using var pointOfContact = network.As("CZE/npc");
        using var asked = network.As("TCD/licensing");
        using var kenya = network.As("KEN/customs");
        using var uganda = network.As("UGA/customs");
        using var chad = network.As("TCD/npc");
        using var secretariat = network.As("EAC/secretariat");
        Party[] others = [kenya, uganda, chad, asked, secretariat];
        Party[] everybody = [asking, pointOfContact, .. others];
        var alertsBefore = await AlertsAsync(everybody);

        var paper = SampleCertificate.Paper();
        var number = paper["number"]!.GetValue<string>();
        var authentication = (await asking.PostAsync("/v1/authentications", paper))["id"]!.GetValue<string>();
        Assert.Contains(await asked.ListAsync("/v1/authentications"), a => a["id"]!.GetValue<string>() == authentication);
        Assert.Equal(404, await kenya.StatusAsync($"/v1/authentications/{authentication}"));
        var answered = await asked.PostAsync($"/v1/authentications/{authentication}/answer", new JsonObject { ["answer"] = "not_issued" }, 200);
        Assert.Equal(("answered", "not_issued"), (answered["state"]!.GetValue<string>(), answered["answer"]!.GetValue<string>()));

        var listed = await Eventually.GetAsync("the asking State has its case", async () => (await CasesAsync(pointOfContact, number)).FirstOrDefault());
        var id = listed["id"]!.GetValue<string>();
        // What was published before an alert that has come about has been dealt with too.
        await AnotherAlertAsync(secretariat, alertsBefore);
        var opened = await pointOfContact.GetAsync($"/v1/cases/{id}");
        Assert.Equal(("suspected", "CZE"), (opened["status"]!.GetValue<string>(), opened["originator"]!.GetValue<string>()));
        Assert.Equal((number, "TCD"), (opened["documents"]![0]!["number"]!.GetValue<string>(), opened["documents"]![0]!["issuingState"]!.GetValue<string>()));
        Assert.Single(await CasesAsync(pointOfContact, number));
        foreach (var other in others)
        {
            Assert.Empty(await CasesAsync(other, number));
            Assert.Equal(404, await other.StatusAsync($"/v1/cases/{id}"));
        }
        Assert.Equal(alertsBefore.Order(), (await AlertsAsync(everybody)).Order());

        // Only the State itself makes an alert of it.
        var confirmed = new JsonObject(Told.Select(name => KeyValuePair.Create(name, opened[name]?.DeepClone())))
        {
            ["status"] = "detected",
            ["route"] = new JsonArray(new JsonObject { ["sequence"] = 1, ["from"] = "AEJEA", ["to"] = "KEMBA", ["mode"] = "maritime" }),
            ["releases"] = new JsonArray(new JsonObject { ["to"] = new JsonArray("EAC", "EAC/*"), ["level"] = "summary" }),
        };
        await pointOfContact.PutAsync($"/v1/cases/{id}", confirmed);
        foreach (var reader in new[] { secretariat, kenya, uganda })
        {
            var alert = await Eventually.GetAsync("the alert is raised",
                async () => (await reader.ListAsync("/v1/alerts")).FirstOrDefault(a => a["case"]?["id"]?.GetValue<string>() == id));
            Assert.Equal("AEJEA", alert["route"]![0]!["from"]!.GetValue<string>());
            Assert.Single(await CasesAsync(reader, number));
        }
        Assert.DoesNotContain(await chad.ListAsync("/v1/alerts"), a => a["case"]?["id"]?.GetValue<string>() == id);
        Assert.Equal(404, await chad.StatusAsync($"/v1/cases/{id}"));
        Assert.Single(await CasesAsync(pointOfContact, number));

        // An alert that has nothing to do with the paper, so that the alerts before it can be told to be all.
        async Task AnotherAlertAsync(Party reader, HashSet<string> known)
        {
            using var customs = network.As("CZE/customs");
            var another = await customs.PostAsync("/v1/cases", SampleCase.Json($"Another case, {number[^4..]}", SampleCase.ToTheRegion));
            var alert = await Eventually.GetAsync("the other case's alert is raised", async () =>
                (await reader.ListAsync("/v1/alerts")).FirstOrDefault(a => a["case"]?["id"]?.GetValue<string>() == another["id"]!.GetValue<string>()));
            known.Add(alert["id"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_certificate_is_verified_at_a_border_drawn_on_by_the_exporting_State_and_revoked()
    {
        using var issuing = network.As("TCD/licensing");
        using var border = network.As("KEN/customs");
        using var exporting = network.As("CZE/licensing");
        var issued = await issuing.PostAsync("/v1/certificates", SampleCertificate.Json());
        var id = issued["id"]!.GetValue<string>();
        var shown = new JsonObject { ["credential"] = issued["credential"]!.GetValue<string>() };
        var verified = await border.PostAsync("/v1/certificates/verify", shown, 200);
        Assert.Equal("authentic", verified["verdict"]!.GetValue<string>());
        Assert.Equal(id, verified["certificate"]!["id"]!.GetValue<string>());
        // To see it is not to have it: the border verifies what it is shown, and reads nothing.
        Assert.Equal(404, await border.StatusAsync($"/v1/certificates/{id}"));

        var drawn = await exporting.PostAsync($"/v1/certificates/{id}/drawdowns", new JsonObject
        {
            ["lines"] = new JsonArray(new JsonObject { ["line"] = 1, ["quantity"] = 400 }),
            ["commit"] = true,
        });
        Assert.Equal("committed", drawn["status"]!.GetValue<string>());
        var more = new JsonObject { ["lines"] = new JsonArray(new JsonObject { ["line"] = 1, ["quantity"] = 101 }) };
        Assert.Equal(409, await exporting.StatusAsync(HttpMethod.Post, new Uri($"/v1/certificates/{id}/drawdowns", UriKind.Relative), more));

        await issuing.PostAsync($"/v1/certificates/{id}/revoke", new JsonObject { ["reason"] = "The delivery was diverted." }, 200);
        Assert.Equal("revoked", (await border.PostAsync("/v1/certificates/verify", shown.DeepClone(), 200))["verdict"]!.GetValue<string>());
        more["lines"]![0]!["quantity"] = 1;
        Assert.Equal(409, await exporting.StatusAsync(HttpMethod.Post, new Uri($"/v1/certificates/{id}/drawdowns", UriKind.Relative), more));
        var told = (await issuing.ListAsync("/v1/verifications")).Where(v => v["certificate"]?.GetValue<string>() == id).Select(v => v["verdict"]!.GetValue<string>());
        Assert.Equal(["authentic", "revoked"], told.Order());
    }

    /// <summary>The cases in a reader's own list that name the document.</summary>
    private static async Task<List<JsonNode>> CasesAsync(Party reader, string number) =>
        [.. (await reader.ListAsync("/v1/cases")).Where(c => c.ToJsonString().Contains(number, StringComparison.Ordinal))];

    private static async Task<HashSet<string>> AlertsAsync(IEnumerable<Party> readers)
    {
        var alerts = new HashSet<string>();
        foreach (var reader in readers) alerts.UnionWith((await reader.ListAsync("/v1/alerts")).Select(a => a["id"]!.GetValue<string>()));
        return alerts;
    }
}
