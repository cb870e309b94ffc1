using System.Net;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Subscriptions;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Subscriptions;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("0.0.0.0"), InlineData("0.1.2.3"), InlineData("10.0.0.1"), InlineData("10.255.255.255"), InlineData("100.64.0.1"), InlineData("100.127.255.255")]
    [InlineData("127.0.0.1"), InlineData("127.255.255.254"), InlineData("169.254.169.254"), InlineData("172.16.0.1"), InlineData("172.31.255.255")]
    [InlineData("192.0.0.1"), InlineData("192.0.0.170"), InlineData("192.0.2.1"), InlineData("192.31.196.1"), InlineData("192.52.193.1"), InlineData("192.88.99.1")]
    [InlineData("192.168.0.1"), InlineData("192.175.48.1"), InlineData("198.18.0.1"), InlineData("198.19.255.255"), InlineData("198.51.100.1"), InlineData("203.0.113.1")]
    [InlineData("224.0.0.1"), InlineData("239.255.255.255"), InlineData("240.0.0.1"), InlineData("255.255.255.255")]
    [InlineData("::"), InlineData("::1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:10.0.0.1"), InlineData("::ffff:169.254.169.254"), InlineData("::7f00:1")]
    [InlineData("64:ff9b::7f00:1"), InlineData("64:ff9b::808:808"), InlineData("64:ff9b:1::1"), InlineData("100::1"), InlineData("2001::1"), InlineData("2001:2::1")]
    [InlineData("2001:10::1"), InlineData("2001:20::1"), InlineData("2001:db8::1"), InlineData("2002:7f00:1::"), InlineData("2002:a00:1::1"), InlineData("2620:4f:8000::1")]
    [InlineData("3fff::1"), InlineData("3fff:fff::1"), InlineData("5f00::1"), InlineData("fc00::1"), InlineData("fd00:ec2::254"), InlineData("fe80::1"), InlineData("fe80::1%1")]
    [InlineData("fec0::1"), InlineData("ff02::1"), InlineData("4000::1")]
    public void A_special_address_is_refused(string address) => Assert.False(new PublicAddresses([]).IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8"), InlineData("1.1.1.1"), InlineData("100.63.255.255"), InlineData("100.128.0.1"), InlineData("172.15.255.255"), InlineData("172.32.0.1")]
    [InlineData("192.0.1.1"), InlineData("198.17.255.255"), InlineData("198.20.0.1"), InlineData("223.255.255.255"), InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700:4700::1111"), InlineData("2001:200::1"), InlineData("2a00:1450::1"), InlineData("2001:4860:4860::8888")]
    public void A_public_address_is_allowed(string address) => Assert.True(new PublicAddresses([]).IsAllowed(IPAddress.Parse(address)));

    [Fact]
    public void An_operator_allows_networks_and_no_more()
    {
        var addresses = new PublicAddresses(["10.1.0.0/16", "::1/128"]);
        Assert.True(addresses.IsAllowed(IPAddress.Parse("10.1.2.3")));
        Assert.True(addresses.IsAllowed(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.True(addresses.IsAllowed(IPAddress.IPv6Loopback));
        Assert.False(addresses.IsAllowed(IPAddress.Parse("10.2.0.1")));
        Assert.False(addresses.IsAllowed(IPAddress.Loopback));
    }

    [Theory]
    [InlineData("https://example.org/hook"), InlineData("https://example.org:8443/hook"), InlineData("https://8.8.8.8/"), InlineData("https://[2606:4700::1]/x?y=z")]
    public void A_public_url_is_accepted(string url) => Assert.NotNull(Read(url, []));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("example.org"), InlineData("/hook"), InlineData("ftp://example.org/"), InlineData("file:///etc/passwd"), InlineData("gopher://example.org")]
    [InlineData("http://example.org/"), InlineData("http://127.0.0.1:9000/"), InlineData("https://127.0.0.1/"), InlineData("https://localhost/"), InlineData("https://[::1]/")]
    [InlineData("https://2130706433/"), InlineData("https://0x7f.1/"), InlineData("https://0177.0.0.1/"), InlineData("https://[::ffff:10.0.0.1]/"), InlineData("https://169.254.169.254/")]
    [InlineData("https://user:secret@example.org/"), InlineData("https://user@example.org/"), InlineData("https://example.org/#x"), InlineData("https://example.org:22/"), InlineData("https://example.org:80/")]
    public void Any_other_url_is_refused(string? url) => Assert.Null(Read(url, []));

    [Fact]
    public void Plain_http_is_for_networks_that_the_operator_allows()
    {
        Assert.NotNull(Read("http://127.0.0.1:9000/hook", ["127.0.0.0/8"]));
        Assert.NotNull(Read("http://localhost:9000/hook", ["127.0.0.0/8"]));
        Assert.Null(Read("http://10.0.0.1:9000/hook", ["127.0.0.0/8"]));
        Assert.Null(Read("http://8.8.8.8/hook", ["127.0.0.0/8"]));
    }

    private static Uri? Read(string? url, string[] allowed)
    {
        var faults = new Faults();
        var read = AddSubscription.ReadUrl(url, new PublicAddresses(allowed), faults);
        Assert.Equal(read is null, faults.Any);
        return read;
    }
}
