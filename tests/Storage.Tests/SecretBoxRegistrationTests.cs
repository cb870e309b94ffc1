using System.Security.Cryptography;
using Exchange.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Exchange.Storage.Tests;

public sealed class SecretBoxRegistrationTests : IAsyncLifetime
{
    private TestStorage storage = null!;

    private sealed record Box(SecretBox Secrets);

    public async Task InitializeAsync() => storage = await TestStorage.CreateAsync(Provider.Sqlite, "sample");

    public async Task DisposeAsync() => await storage.DisposeAsync();

    [Fact]
    public void The_key_is_that_of_the_file_which_the_setting_names()
    {
        var file = Path.Combine(storage.Folder, "kek");
        var made = SecretBox.FromFileOrNew(file).Seal("secret"u8, "KEN"u8);
        Assert.Equal("secret"u8.ToArray(), Registered(("Sample:KeyEncryptionKeyFile", file)).Open(made, "KEN"u8));
        Assert.Equal("secret"u8.ToArray(), Registered(("Sample:KeyEncryptionKeyFile", file), ("ConnectionStrings:sample", "Host=x")).Open(made, "KEN"u8));
        Assert.False(File.Exists(Path.Combine(storage.Folder, "sample.key")));
    }

    [Fact]
    public void On_SQLite_a_service_makes_a_key_and_keeps_it()
    {
        var made = Registered().Seal("secret"u8, "KEN"u8);
        Assert.True(File.Exists(Path.Combine(storage.Folder, "sample.key")));
        Assert.Equal("secret"u8.ToArray(), Registered().Open(made, "KEN"u8));
    }

    [Fact]
    public void On_PostgreSQL_the_setting_is_required_and_named()
    {
        var missing = Assert.Throws<InvalidOperationException>(() => Registered(("ConnectionStrings:sample", "Host=x")));
        Assert.StartsWith("Sample:KeyEncryptionKeyFile is required with PostgreSQL", missing.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(storage.Folder));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("c2hvcnQ=")]
    public void A_file_without_a_key_stops_the_start(string? content)
    {
        var file = Path.Combine(storage.Folder, "kek");
        if (content is not null) File.WriteAllText(file, content);
        Assert.Contains(file, Assert.Throws<InvalidOperationException>(() => Registered(("Sample:KeyEncryptionKeyFile", file))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Services_of_one_process_have_boxes_of_their_own()
    {
        var builder = Builder();
        builder.AddSecretBox("Sample", "sample", box => new Box(box));
        builder.AddSecretBox("Other", "other", box => new OtherBox(box));
        using var host = builder.Build();
        var made = host.Services.GetRequiredService<Box>().Secrets.Seal("secret"u8, "KEN"u8);
        Assert.ThrowsAny<CryptographicException>(() => host.Services.GetRequiredService<OtherBox>().Secrets.Open(made, "KEN"u8));
    }

    private sealed record OtherBox(SecretBox Secrets);

    private SecretBox Registered(params (string Name, string Value)[] settings)
    {
        var builder = Builder(settings);
        builder.AddSecretBox("Sample", "sample", box => new Box(box));
        using var host = builder.Build();
        return host.Services.GetRequiredService<Box>().Secrets;
    }

    private HostApplicationBuilder Builder(params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Name, string? (s) => s.Value).Append(new("Exchange:DataDirectory", storage.Folder)));
        return builder;
    }
}
