using System.Text.Json.Nodes;
using Exchange.Testing;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// The README's walk: from a case posted at a border to an alert received in the region. The same for one process and
/// for the network.
/// </summary>
internal static class Walk
{
    public static async Task TakeAsync(Func<string, Party> party)
    {
        using var customs = party("KEN/customs");
        using var secretariat = party("EAC/secretariat");
        using var uganda = party("UGA/customs");
        using var tanzania = party("TZA/customs");
        using var czechia = party("CZE/customs");
        await using var receiver = await WebhookReceiver.StartAsync();
        var subscription = await secretariat.PostAsync("/v1/subscriptions",
            new JsonObject { ["url"] = receiver.Url.ToString(), ["countries"] = new JsonArray("KEN") });
        await using var stream = await AlertStream.OpenAsync(tanzania);
        await using var elsewhere = await AlertStream.OpenAsync(czechia);

        var summary = $"Rifles declared as machine parts, {Guid.CreateVersion7()}";
        var posted = await customs.PostAsync("/v1/cases", SampleCase.Json(summary, SampleCase.ToTheRegion));
        var id = posted["id"]!.GetValue<string>();
        Assert.Matches("^KEN-[0-9]{4}-[0-9]+$", posted["reference"]!.GetValue<string>());

        // Each member at its level.
        Assert.Equal(SampleCase.Narrative, (await customs.GetAsync($"/v1/cases/{id}"))["narrative"]!.GetValue<string>());
        var full = await uganda.GetAsync($"/v1/cases/{id}");
        Assert.Equal("full", full["level"]!.GetValue<string>());
        Assert.Equal(SampleCase.Narrative, full["narrative"]!.GetValue<string>());
        Assert.Contains(SampleCase.Person, full.ToJsonString());
        foreach (var reader in new[] { tanzania, secretariat })
        {
            var cut = await reader.GetAsync($"/v1/cases/{id}");
            Assert.Equal("summary", cut["level"]!.GetValue<string>());
            Assert.Equal(summary, cut["summary"]!.GetValue<string>());
            Assert.DoesNotContain(SampleCase.Narrative, cut.ToJsonString());
            Assert.DoesNotContain(SampleCase.Person, cut.ToJsonString());
        }

        // The region is told: by webhook, and on the live stream.
        var delivery = await receiver.WaitForAsync("the webhook arrives", d => JsonNode.Parse(d.Body)!["type"]!.GetValue<string>() == "alert.issued");
        Assert.True(delivery.IsSignedBy(subscription["publicKey"]!.GetValue<string>()), "The webhook is not signed by the subscription's key.");
        var alertId = JsonNode.Parse(delivery.Body)!["data"]!["id"]!.GetValue<string>();
        var alert = await secretariat.GetAsync($"/v1/alerts/{alertId}");
        Assert.Equal(id, alert["case"]!["id"]!.GetValue<string>());
        Assert.Equal("AEJEA", alert["route"]![0]!["from"]!.GetValue<string>());
        Assert.Equal(alertId, (await stream.IssuedForAsync(id))["id"]!.GetValue<string>());

        // To everybody else it does not exist.
        Assert.Equal(404, await czechia.StatusAsync($"/v1/cases/{id}"));
        Assert.Equal(404, await czechia.StatusAsync($"/v1/cases/{id}/history"));
        Assert.Equal(404, await czechia.StatusAsync($"/v1/alerts/{alertId}"));
        Assert.DoesNotContain(await czechia.ListAsync("/v1/cases"), c => c["id"]!.GetValue<string>() == id);
        Assert.DoesNotContain(await czechia.ListAsync("/v1/alerts"), a => a["id"]!.GetValue<string>() == alertId);
        Assert.Empty(elsewhere.Events);
    }
}
