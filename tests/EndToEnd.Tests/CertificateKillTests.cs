using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Exchange.Testing;

namespace Exchange.EndToEnd.Tests;

/// <summary>kill -9 of the processes of end-user certificates, two on one database, in the middle of issuing and of drawing.</summary>
[Collection(OnTheNetwork.Name)]
public sealed class CertificateKillTests(Network network)
{
    private const int AtOnce = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task What_was_issued_stands_once_and_verifies()
    {
        const int count = 120;
        using var issuing = network.As("TCD/licensing");
        var samples = Enumerable.Range(0, count).Select(_ => SampleCertificate.Json()).ToList();
        var issued = await UnderFireAsync(issuing, "/v1/certificates", count, n => samples[n]);

        Assert.DoesNotContain(issued.Values, answer => answer is null);
        var numbers = samples.ToDictionary(s => s["number"]!.GetValue<string>());
        var stored = (await issuing.ListAsync("/v1/certificates")).Where(c => numbers.ContainsKey(c["number"]!.GetValue<string>())).ToList();
        Assert.Equal(issued.Values.Select(Id).Order(), stored.Select(Id).Order());
        using var border = network.As("KEN/customs");
        foreach (var answer in issued.Values)
        {
            var verified = await border.PostAsync("/v1/certificates/verify", new JsonObject { ["credential"] = answer!["credential"]!.GetValue<string>() }, 200);
            Assert.Equal(("authentic", Id(answer)), (verified["verdict"]!.GetValue<string>(), Id(verified["certificate"])));
        }
    }

    [Fact]
    public async Task What_was_drawn_is_drawn_once_and_never_more_than_there_is()
    {
        const int quantity = 500, attempts = 600;
        using var issuing = network.As("TCD/licensing");
        using var exporting = network.As("CZE/licensing");
        var id = Id(await issuing.PostAsync("/v1/certificates", SampleCertificate.Json()));
        var path = $"/v1/certificates/{id}/drawdowns";
        var drawn = await UnderFireAsync(exporting, path, attempts, _ => new JsonObject
        {
            ["lines"] = new JsonArray(new JsonObject { ["line"] = 1, ["quantity"] = 1 }),
            ["commit"] = true,
        });

        Assert.Equal(quantity, drawn.Values.Count(answer => answer is not null));
        Assert.Equal(drawn.Values.OfType<JsonNode>().Select(Id).Order(), (await exporting.ListAsync(path)).Select(Id).Order());
        var line = (await issuing.GetAsync($"/v1/certificates/{id}"))["balance"]![0]!;
        Assert.Equal((quantity, quantity), (line["quantity"]!.GetValue<int>(), line["taken"]!.GetValue<int>()));
    }

    /// <summary>Posts to both processes in turn, while now one and then the other is killed; gives what each posting came to.</summary>
    private async Task<ConcurrentDictionary<int, JsonNode?>> UnderFireAsync(Party party, string path, int count, Func<int, JsonNode> body)
    {
        ServiceProcess[] processes = [network.Certificates, network.SecondCertificates];
        var run = Guid.CreateVersion7();
        await party.TokenAsync();
        var (answered, last, sent) = (new ConcurrentDictionary<int, JsonNode?>(), -1, 0);
        var posting = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref last) is var number && number < count)
                answered[number] = await Killing.PostAsync(party, Next, body(number), $"{run} {number}");
        }));
        for (var i = 0; i < processes.Length; i++)
        {
            var enough = count * (i + 1) / (processes.Length + 2);
            await Eventually.HoldsAsync($"{enough} of {path} are answered", () => answered.Count >= enough || posting.IsFaulted, Patience);
            await processes[i].KillAsync();
            await processes[i].StartAsync();
        }
        await posting;
        return answered;

        // A posting that met a killed process is repeated at the other.
        Uri Next() => new(processes[Interlocked.Increment(ref sent) % processes.Length].Url, path);
    }

    private static string Id(JsonNode? node) => node!["id"]!.GetValue<string>();
}
