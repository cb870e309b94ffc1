using Exchange.Hosting.Http;
using Microsoft.AspNetCore.DataProtection;
using Xunit;

namespace Exchange.Hosting.Tests;

public sealed class CursorsTests
{
    private readonly Cursors cursors = new(new EphemeralDataProtectionProvider());

    [Fact]
    public void A_cursor_gives_its_position_back_to_the_same_filter()
    {
        Assert.True(cursors.TryUnprotect<long>(cursors.Protect(42L, "country=KEN"), "country=KEN", out var position));
        Assert.Equal(42, position);
    }

    [Fact]
    public void A_cursor_of_another_filter_is_refused() =>
        Assert.False(cursors.TryUnprotect<long>(cursors.Protect(42L, "country=KEN"), "country=UGA", out _));

    [Fact]
    public void A_cursor_does_not_tell_its_position()
    {
        var (first, second) = (cursors.Protect(41L, ""), cursors.Protect(42L, ""));
        Assert.DoesNotContain("42", System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(second)), StringComparison.Ordinal);
        Assert.NotEqual(first[^20..], second[^20..]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("../../etc/passwd")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_cursor_is_refused(string forged) => Assert.False(cursors.TryUnprotect<long>(forged, "", out _));
}
