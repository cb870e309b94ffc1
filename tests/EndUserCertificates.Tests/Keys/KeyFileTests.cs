using Exchange.Testing;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Keys;

public sealed class KeyFileTests
{
    private static readonly Dictionary<string, string?> WithoutFile = new() { ["EndUserCertificates:KeyEncryptionKeyFile"] = "" };

    [Fact]
    public async Task Without_a_key_file_it_does_not_start_on_PostgreSQL_and_names_the_setting()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => CertificateHost.StartAsync(Provider.Postgres, settings: WithoutFile));
        Assert.Contains("EndUserCertificates:KeyEncryptionKeyFile is required with PostgreSQL", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_SQLite_it_makes_a_key_of_its_own()
    {
        await using var host = await CertificateHost.StartAsync(Provider.Sqlite, settings: WithoutFile);
        await host.IssueAsync();
        Assert.True(File.Exists(Path.Combine(host.Storage.Folder, "end-user-certificates.key")));
    }
}
