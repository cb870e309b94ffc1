using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using DotNet.Testcontainers.Configurations;

namespace Exchange.Testing.Servers;

/// <summary>
/// Whether a container engine answers and has an image, or gets it in a bounded time: an engine may be there without
/// any registry in reach. Asked of the engine itself, before Testcontainers is.
/// </summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PullPatience = TimeSpan.FromSeconds(90);
    private static readonly Lazy<Task<HttpClient?>> Engine = new(ConnectAsync);

    /// <summary>Whether a container of the image can be started.</summary>
    public static async Task<bool> HasAsync(string image) =>
        await Engine.Value is { } engine && (await IsThereAsync(engine, image) || await PullAsync(engine, image));

    private static async Task<HttpClient?> ConnectAsync()
    {
        if (Address() is not { } address) return null;
        var engine = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, ct) => ConnectAsync(address, ct) })
        {
            BaseAddress = new Uri("http://engine/"),
            Timeout = PullPatience,
        };
        try
        {
            using var deadline = new CancellationTokenSource(AnswerPatience);
            var version = JsonNode.Parse(await engine.GetStringAsync("version", deadline.Token))!;
            // Testcontainers asks for the newest interface it knows, which an older engine refuses.
            if (Environment.GetEnvironmentVariable("DOCKER_API_VERSION") is null)
                Environment.SetEnvironmentVariable("DOCKER_API_VERSION", version["ApiVersion"]!.GetValue<string>());
            // Its reaper is one more image. Without it, the servers are removed by this process.
            if (Environment.GetEnvironmentVariable("TESTCONTAINERS_RYUK_DISABLED") is null)
                TestcontainersSettings.ResourceReaperEnabled = await IsThereAsync(engine, TestcontainersSettings.ResourceReaperImage?.FullName ?? "testcontainers/ryuk");
            return engine;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private static EndPoint? Address()
    {
        var configured = Environment.GetEnvironmentVariable("DOCKER_HOST");
        if (string.IsNullOrEmpty(configured)) configured = "unix:///var/run/docker.sock";
        var uri = new Uri(configured);
        return uri.Scheme switch
        {
            "unix" => File.Exists(uri.AbsolutePath) ? new UnixDomainSocketEndPoint(uri.AbsolutePath) : null,
            "tcp" => new DnsEndPoint(uri.Host, uri.Port),
            _ => null,
        };
    }

    private static async ValueTask<Stream> ConnectAsync(EndPoint address, CancellationToken ct)
    {
        var socket = address is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<bool> IsThereAsync(HttpClient engine, string image)
    {
        using var answer = await engine.GetAsync($"images/{image}/json");
        return answer.IsSuccessStatusCode;
    }

    private static async Task<bool> PullAsync(HttpClient engine, string image)
    {
        try
        {
            // The engine answers 200 and tells in the body of a failure, so the image is asked for again.
            using var pulled = await engine.PostAsync($"images/create?fromImage={Uri.EscapeDataString(image)}", null);
            return await IsThereAsync(engine, image);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
