using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Exchange.Identity.Data;
using Exchange.Identity.Keys;
using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.Identity.Tests.KeyRotation;

public sealed class KeyRotationTests
{
    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Are_published_before_they_sign_and_accepted_after(Provider provider)
    {
        await using var host = await IdentityHost.StartAsync(provider, settings: new() { ["Identity:KeyPublishedAhead"] = "00:00:04" });
        await using var other = await IdentityHost.StartAsync(provider, host.Storage);
        using var oper = await host.AsAsync("NETWORK/operator");
        using var before = await host.AsAsync("KEN/customs");
        var old = (string)(await host.AskAsync(host["KEN/customs"])).Header["kid"]!;

        using var rotated = await oper.PostAsync("/v1/members/KEN/keys/rotate", JsonContent.Create(new { }));
        Assert.Equal(HttpStatusCode.OK, rotated.StatusCode);
        var next = (string)(await rotated.Content.ReadFromJsonAsync<JsonObject>())!["keyId"]!;
        Assert.Equal(HttpStatusCode.Conflict, (await oper.PostAsync("/v1/members/KEN/keys/rotate", JsonContent.Create(new { }))).StatusCode);

        // Published while the old one signs, also by the process that did not make it.
        await Eventually.HoldsAsync("the other process publishes the new key", async () => Kids(await other.KeysAsync("ken")).Contains(next));
        Assert.Equal(old, (string?)(await other.AskAsync(host["KEN/customs"])).Header["kid"]);
        foreach (var process in (IdentityHost[])[host, other])
        {
            await Eventually.HoldsAsync("the new key signs", async () => (string?)(await process.AskAsync(host["KEN/customs"])).Header["kid"] == next);
            Assert.Equal([next, old], Kids(await process.KeysAsync("ken")));
        }
        Assert.Equal(HttpStatusCode.OK, (await before.GetAsync("/v1/members")).StatusCode);
        using var after = await host.AsAsync("KEN/customs");
        Assert.Equal(HttpStatusCode.OK, (await after.GetAsync("/v1/members")).StatusCode);
    }

    [Fact]
    public async Task Roll_by_themselves_when_they_come_of_age()
    {
        await using var host = await IdentityHost.StartAsync(Provider.Sqlite, settings: new()
        {
            ["Identity:KeyLifetime"] = "00:00:01", ["Identity:KeyPublishedAhead"] = "00:00:00", ["Identity:KeyCheckInterval"] = "00:00:00.1",
        });
        var first = (string)(await host.AskAsync(host["KEN/customs"])).Header["kid"]!;

        await Eventually.HoldsAsync("another key signs", async () => (string?)(await host.AskAsync(host["KEN/customs"])).Header["kid"] != first);
        Assert.Contains(first, Kids(await host.KeysAsync("ken")));
        Assert.Contains(first, Kids((await host.Client.GetFromJsonAsync<JsonObject>("/v1/members/KEN/token-keys"))!));
    }

    [Fact]
    public async Task That_are_compromised_are_replaced_at_once()
    {
        await using var host = await IdentityHost.StartAsync(Provider.Sqlite);
        using var oper = await host.AsAsync("NETWORK/operator");
        using var before = await host.AsAsync("KEN/customs");
        var old = Kids(await host.KeysAsync("ken")).Single();

        Assert.Equal(HttpStatusCode.OK, (await oper.PostAsJsonAsync("/v1/members/KEN/keys/rotate", new { compromised = true })).StatusCode);

        await Eventually.HoldsAsync("tokens of the old key are refused", async () => (await before.GetAsync("/v1/members")).StatusCode == HttpStatusCode.Unauthorized);
        await Eventually.HoldsAsync("the issuer has the new key alone", async () => Kids(await host.KeysAsync("ken")) is [var only] && only != old);
        Assert.DoesNotContain(old, Kids((await host.Client.GetFromJsonAsync<JsonObject>("/v1/members/KEN/token-keys"))!));
        using var after = await host.AsAsync("KEN/customs");
        Assert.Equal(HttpStatusCode.OK, (await after.GetAsync("/v1/members")).StatusCode);
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Outlive_a_restart_and_are_stored_sealed(Provider provider)
    {
        await using var storage = await TestStorage.CreateAsync(provider, IdentityModule.Name);
        List<string> kids;
        await using (var first = await IdentityHost.StartAsync(provider, storage))
        {
            kids = Kids(await first.KeysAsync("ken"));
            await using var scope = first.Services.CreateAsyncScope();
            var keys = await scope.ServiceProvider.GetRequiredService<IdentityDb>().Keys.AsNoTracking().ToListAsync();
            var box = first.Services.GetRequiredService<IssuerKeyBox>().Box;
            Assert.All(keys, key =>
            {
                using var plain = ECDsa.Create();
                Assert.ThrowsAny<CryptographicException>(() => plain.ImportPkcs8PrivateKey(key.SealedPrivateKey, out _));
                Assert.Equal(key.Id, key.Open(box).KeyId);
            });
            // A row under another member's name does not open: nobody gets another's key by exchanging rows.
            var (ken, uga) = (keys.Single(k => k.Member == "KEN"), keys.Single(k => k.Member == "UGA"));
            var exchanged = new IssuerKey
            {
                Id = ken.Id, Member = ken.Member, PublicJwk = ken.PublicJwk, SealedPrivateKey = uga.SealedPrivateKey, CreatedAt = ken.CreatedAt, SignsFrom = ken.SignsFrom,
            };
            Assert.ThrowsAny<CryptographicException>(() => exchanged.Open(box));
        }

        await using (var second = await IdentityHost.StartAsync(provider, storage))
        {
            Assert.Equal(kids, Kids(await second.KeysAsync("ken")));
            Assert.True(Jwt.Verifies(await second.TokenAsync("KEN/customs"), await second.KeysAsync("ken")));
        }

        File.WriteAllText(Path.Combine(storage.Folder, "kek"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => IdentityHost.StartAsync(provider, storage));
        Assert.Contains("key-encryption key", refused.Message, StringComparison.Ordinal);
    }

    private static List<string> Kids(JsonObject jwks) => [.. jwks["keys"]!.AsArray().Select(k => (string)k!["kid"]!)];
}
