using Exchange.Testing;
using Xunit;

namespace Exchange.Identity.Tests.Keys;

public sealed class KeyFileTests
{
    [Fact]
    public async Task Without_a_key_file_it_does_not_start_on_PostgreSQL_and_names_the_setting()
    {
        await using var storage = await TestStorage.CreateAsync(Provider.Postgres, IdentityModule.Name);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => IdentityHost.StartAsync(Provider.Postgres, storage, new() { ["Identity:KeyEncryptionKeyFile"] = "" }));
        Assert.Contains("Identity:KeyEncryptionKeyFile is required with PostgreSQL", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_SQLite_it_makes_a_key_and_starts_with_it_again()
    {
        await using var storage = await TestStorage.CreateAsync(Provider.Sqlite, IdentityModule.Name);
        var settings = new Dictionary<string, string?> { ["Identity:KeyEncryptionKeyFile"] = "" };
        await using (var first = await IdentityHost.StartAsync(Provider.Sqlite, storage, settings)) Assert.NotNull((await first.AskAsync(first["KEN/customs"])).Token);
        Assert.True(File.Exists(Path.Combine(storage.Folder, "identity.key")));
        await using var second = await IdentityHost.StartAsync(Provider.Sqlite, storage, settings);
        Assert.NotNull((await second.AskAsync(second["KEN/customs"])).Token);
    }
}
