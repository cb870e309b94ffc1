using System.Buffers.Text;
using System.Globalization;
using System.Text;
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
        // Sixteen digits: that encrypted bytes spell them by chance does not happen; of two digits it does.
        const string Position = "4171717171717171";
        var (first, second) = (cursors.Protect(long.Parse(Position, CultureInfo.InvariantCulture) - 1, ""), cursors.Protect(long.Parse(Position, CultureInfo.InvariantCulture), ""));
        foreach (var text in (string[])[second, Encoding.Latin1.GetString(Base64Url.DecodeFromChars(second))])
            Assert.DoesNotContain(Position, text, StringComparison.Ordinal);
        Assert.NotEqual(first[^20..], second[^20..]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("../../etc/passwd")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_cursor_is_refused(string forged) => Assert.False(cursors.TryUnprotect<long>(forged, "", out _));
}
