using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Testing;
using Xunit;

namespace Exchange.Identity.Tests.Samples;

public sealed class ProfileTests
{
    [Fact]
    public async Task Are_for_their_owner_alone_and_stay_as_they_are_over_restarts()
    {
        await using var storage = await TestStorage.CreateAsync(Provider.Sqlite, IdentityModule.Name);
        Dictionary<string, string> first;
        await using (await IdentityHost.StartAsync(Provider.Sqlite, storage)) first = Files(storage);
        var states = (string[])["KEN", "UGA", "TZA", "SOM", "CZE", "TCD"];
        Assert.Equal(
            states.SelectMany(s => SampleIdentities.OfState.Select(i => $"{s}/{i.Name}.json")).Concat(["EAC/secretariat.json", "ECOWAS/secretariat.json", "NETWORK/operator.json"]).Order(),
            first.Keys.Order());
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in first.Keys)
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(IdentityHost.Profiles(storage), file)));
            foreach (var folder in Directory.GetDirectories(IdentityHost.Profiles(storage)).Append(IdentityHost.Profiles(storage)))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        await using (await IdentityHost.StartAsync(Provider.Sqlite, storage)) Assert.Equal(first, Files(storage));
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Follow_the_networks_address_and_keep_their_keys(Provider provider)
    {
        await using var storage = await TestStorage.CreateAsync(provider, IdentityModule.Name);
        JsonNode Customs() => JsonNode.Parse(File.ReadAllText(Path.Combine(IdentityHost.Profiles(storage), "KEN", "customs.json")))!;
        await using (await IdentityHost.StartAsync(provider, storage)) { }
        var key = Customs()["privateKey"]!.ToJsonString();

        await using var moved = await IdentityHost.StartAsync(provider, storage, new() { ["Exchange:PublicUrl"] = "https://moved.example" });

        Assert.Equal(key, Customs()["privateKey"]!.ToJsonString());
        Assert.Equal("https://moved.example/identity/ken/connect/token", (string?)Customs()["tokenEndpoint"]);
        using var client = await moved.AsAsync("KEN/customs");
        Assert.Equal("https://moved.example/identity/ken", (string?)Jwt.Part(client.DefaultRequestHeaders.Authorization!.Parameter!, 1)["iss"]);
    }

    [Fact]
    public async Task That_were_lost_get_a_new_key()
    {
        await using var storage = await TestStorage.CreateAsync(Provider.Sqlite, IdentityModule.Name);
        Identity lost;
        await using (var first = await IdentityHost.StartAsync(Provider.Sqlite, storage)) lost = first["KEN/customs"];
        File.Delete(Path.Combine(IdentityHost.Profiles(storage), "KEN", "customs.json"));

        await using var second = await IdentityHost.StartAsync(Provider.Sqlite, storage);

        Assert.NotNull((await second.AskAsync(second["KEN/customs"])).Token);
        Assert.Equal("invalid_client", (await second.AskAsync(lost)).Error);
    }

    private static Dictionary<string, string> Files(TestStorage storage)
    {
        var home = IdentityHost.Profiles(storage);
        return Directory.GetFiles(home, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(home, f), File.ReadAllText);
    }
}
