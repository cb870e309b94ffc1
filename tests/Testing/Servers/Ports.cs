using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Exchange.Testing.Servers;

/// <summary>Free ports of the loopback interface.</summary>
public static class Ports
{
    // Below the range from which Linux takes ports for outgoing connections, which would otherwise race for them.
    private const int First = 20000;
    private const int Last = 32000;
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port that nothing listens on and that this process has not given before.</summary>
    public static int Free()
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(port) && Given.TryAdd(port, true)) return port;
        }
        throw new InvalidOperationException($"No free port between {First} and {Last}.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
