using System.Security.Cryptography;
using Xunit;

namespace Exchange.Storage.Tests;

public sealed class SecretBoxTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"kek-{Path.GetRandomFileName()}");

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Opens_what_it_sealed_also_after_a_restart()
    {
        var box = SecretBox.FromFileOrNew(file).Seal("secret"u8, "KEN"u8);
        var second = SecretBox.FromFileOrNew(file);
        Assert.Equal("secret"u8.ToArray(), second.Open(box, "KEN"u8));
    }

    [Fact]
    public void A_box_of_another_owner_or_altered_does_not_open()
    {
        var secrets = SecretBox.FromFileOrNew(file);
        var box = secrets.Seal("secret"u8, "KEN"u8);
        Assert.ThrowsAny<CryptographicException>(() => secrets.Open(box, "UGA"u8));
        box[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => secrets.Open(box, "KEN"u8));
        Assert.ThrowsAny<CryptographicException>(() => secrets.Open(box.AsSpan(0, 10), "KEN"u8));
    }

    [Fact]
    public void Serves_several_threads_at_once()
    {
        var secrets = SecretBox.FromFileOrNew(file);
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var secret = BitConverter.GetBytes(i);
            Assert.Equal(secret, secrets.Open(secrets.Seal(secret, "KEN"u8), "KEN"u8));
        });
    }

    [Fact]
    public void The_key_is_readable_by_its_owner_alone()
    {
        var secrets = SecretBox.FromFileOrNew(file);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64 at all, and much longer than a key would be, by far")]
    public void A_file_that_holds_no_key_is_refused(string content)
    {
        File.WriteAllText(file, content);
        Assert.Throws<InvalidOperationException>(() => SecretBox.FromFile(file));
    }

    [Fact]
    public void A_missing_key_is_not_made_up() => Assert.Throws<InvalidOperationException>(() => SecretBox.FromFile(file));
}
