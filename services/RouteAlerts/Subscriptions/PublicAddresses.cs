using System.Net;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>
/// The addresses that a webhook may be sent to: those of the public internet, and of networks that the operator allows.
/// </summary>
internal sealed class PublicAddresses(IEnumerable<string> allowedNetworks)
{
    // IANA IPv4 Special-Purpose Address Registry (RFC 6890 and updates), and what is not unicast.
    private static readonly IPNetwork[] SpecialV4 = Parse(
    [
        "0.0.0.0/8",          // this network
        "10.0.0.0/8",         // private
        "100.64.0.0/10",      // shared, carrier-grade NAT
        "127.0.0.0/8",        // loopback
        "169.254.0.0/16",     // link local, and the metadata services of clouds
        "172.16.0.0/12",      // private
        "192.0.0.0/24",       // IETF protocol assignments
        "192.0.2.0/24",       // documentation
        "192.31.196.0/24",    // AS112
        "192.52.193.0/24",    // AMT
        "192.88.99.0/24",     // 6to4 relays, deprecated
        "192.168.0.0/16",     // private
        "192.175.48.0/24",    // AS112
        "198.18.0.0/15",      // benchmarking
        "198.51.100.0/24",    // documentation
        "203.0.113.0/24",     // documentation
        "224.0.0.0/4",        // multicast
        "240.0.0.0/4",        // reserved, and limited broadcast
    ]);

    // Global unicast is this block alone; loopback, unique local, link local, multicast, IPv4-compatible addresses,
    // NAT64 (64:ff9b::/96, 64:ff9b:1::/48), discard-only and SRv6 (5f00::/16) need no line of their own.
    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    // IANA IPv6 Special-Purpose Address Registry, within global unicast.
    private static readonly IPNetwork[] SpecialV6 = Parse(
    [
        "2001::/23",          // IETF protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32",      // documentation
        "2002::/16",          // 6to4, which carries an IPv4 address of any kind
        "2620:4f:8000::/48",  // AS112
        "3fff::/20",          // documentation
    ]);

    private readonly IPNetwork[] allowed = Parse(allowedNetworks);

    /// <summary>Whether the address is in a network that the operator allows; there, plain http is allowed too.</summary>
    public bool IsAllowedByOperator(IPAddress address) => allowed.Any(n => n.Contains(Plain(address)));

    /// <summary>Whether a webhook may be sent to the address.</summary>
    public bool IsAllowed(IPAddress address) => IsPublic(Plain(address)) || IsAllowedByOperator(address);

    /// <summary>Whether the operator allows any network beyond the public ones.</summary>
    public bool AllowsMore => allowed.Length > 0;

    private static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        System.Net.Sockets.AddressFamily.InterNetwork => !SpecialV4.Any(n => n.Contains(address)),
        System.Net.Sockets.AddressFamily.InterNetworkV6 =>
            address.ScopeId == 0 && GlobalV6.Contains(address) && !SpecialV6.Any(n => n.Contains(address)),
        _ => false,
    };

    // A socket treats ::ffff:127.0.0.1 as 127.0.0.1.
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPNetwork[] Parse(IEnumerable<string> networks) => [.. networks.Select(n => IPNetwork.Parse(n))];
}
