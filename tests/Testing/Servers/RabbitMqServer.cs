using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Web;
using Testcontainers.RabbitMq;

namespace Exchange.Testing.Servers;

/// <summary>A RabbitMQ server with its management interface, by which tests make virtual hosts and look at queues.</summary>
public sealed class RabbitMqServer : TestServer
{
    /// <summary>
    /// The environment variable with the address of a server to use, as an AMQP URI of an administrator;
    /// <c>?management=PORT</c> says where its management interface is, else port 15672.
    /// </summary>
    public const string Variable = "EXCHANGE_TEST_RABBITMQ";

    private static readonly Source From = new("RabbitMQ", Variable, "rabbitmq:4-management", "rabbitmq-server", Program.Find());
    private static readonly Lazy<Task<RabbitMqServer>> One = Shared(() =>
        From.Configured is { } configured ? StartAsync(new RabbitMqServer(null, configured)) : StartOwnAsync());

    private readonly Uri address;
    private readonly HttpClient management;

    private RabbitMqServer(IRunning? running, string connection) : base(running)
    {
        ConnectionString = connection;
        address = new Uri(connection);
        var port = HttpUtility.ParseQueryString(address.Query)["management"] ?? "15672";
        management = new HttpClient { BaseAddress = new Uri($"http://{address.Host}:{port}/api/"), Timeout = TimeSpan.FromSeconds(10) };
        management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
    }

    /// <summary>The server's address in the form of <see cref="Variable"/>; hosts get that of a virtual host.</summary>
    public string ConnectionString { get; }

    /// <inheritdoc cref="TestServer.Source.MissingAsync"/>
    internal static Task<string?> MissingPackageAsync() => From.MissingAsync();

    /// <summary>The server that all tests of this run share: make a virtual host of your own in it.</summary>
    public static Task<RabbitMqServer> SharedAsync() => One.Value;

    /// <summary>A server for one test alone, which may stop it.</summary>
    public static async Task<RabbitMqServer> StartOwnAsync()
    {
        var (port, managementPort) = (Ports.Free(), Ports.Free());
        var running = await From.ChooseAsync(
            () => new RabbitMqBuilder(From.Image).WithUsername("guest").WithPassword("guest")
                .WithPortBinding(port, 5672).WithPortBinding(managementPort, 15672).Build(),
            path => new Program(path, port, managementPort));
        return await StartAsync(new RabbitMqServer(running, $"amqp://guest:guest@127.0.0.1:{port}/?management={managementPort}"));
    }

    /// <summary>An empty virtual host, deleted when it is disposed of.</summary>
    public async Task<VirtualHost> CreateVirtualHostAsync()
    {
        var name = $"test-{Guid.CreateVersion7():N}";
        (await management.PutAsync($"vhosts/{name}", JsonContent.Create(new { }))).EnsureSuccessStatusCode();
        (await management.PutAsync($"permissions/{name}/{address.UserInfo.Split(':')[0]}",
            JsonContent.Create(new { configure = ".*", write = ".*", read = ".*" }))).EnsureSuccessStatusCode();
        return new VirtualHost(management, name, new UriBuilder(address) { Path = name, Query = "" }.Uri.ToString());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        management.Dispose();
    }

    private protected override async Task<bool> AnswersAsync()
    {
        using var overview = await management.GetAsync("overview");
        if (!overview.IsSuccessStatusCode) return false;
        // The management interface can be up before the broker listens.
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        return true;
    }

    private sealed class Program(string path, int port, int managementPort) : RunningProgram("rabbitmq")
    {
        private readonly int epmdPort = Ports.Free();
        private readonly int distributionPort = Ports.Free();

        // Not Debian's wrapper, which always runs in /var/lib/rabbitmq as the user rabbitmq.
        public static string? Find() => Find("rabbitmq-server", "/usr/lib/rabbitmq/bin");

        protected override async IAsyncEnumerable<GuardedProcess> StartProcessesAsync()
        {
            var settings = Path.Combine(Folder, "rabbitmq.conf");
            var plugins = Path.Combine(Folder, "plugins");
            await File.WriteAllTextAsync(settings, $"""
                listeners.tcp.1 = 127.0.0.1:{port}
                management.tcp.ip = 127.0.0.1
                management.tcp.port = {managementPort}
                disk_free_limit.absolute = 50MB
                """);
            await File.WriteAllTextAsync(plugins, "[rabbitmq_management].");
            var environment = new Dictionary<string, string?>
            {
                ["HOME"] = Folder, // the Erlang cookie
                ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(Folder, "none"),
                ["RABBITMQ_CONFIG_FILE"] = settings,
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = plugins,
                ["RABBITMQ_NODENAME"] = $"exchange-{port}@localhost",
                ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "data"),
                ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
                ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
                // Idle schedulers give up the processor, which the tests share.
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none",
                // A name server of its own: the machine's may belong to others, and this one ends with the broker.
                ["ERL_EPMD_PORT"] = $"{epmdPort}",
                ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            };
            yield return GuardedProcess.Start(["epmd"], Log, environment: environment);
            yield return GuardedProcess.Start([path], Log, environment: environment);
        }
    }
}

/// <summary>A virtual host of one test.</summary>
public sealed class VirtualHost(HttpClient management, string name, string connectionString) : IAsyncDisposable
{
    public string Name => name;

    /// <summary>The bindings, each as <c>source -> destination</c>; without those of the default exchange.</summary>
    public async Task<IReadOnlyList<string>> BindingsAsync() =>
        [.. (await management.GetFromJsonAsync<List<Binding>>($"bindings/{name}"))!.Where(b => b.Source.Length > 0).Select(b => $"{b.Source} -> {b.Destination}")];

    /// <summary>The address for another user.</summary>
    public string ConnectionStringOf(string user, string password) =>
        new UriBuilder(connectionString) { UserName = Uri.EscapeDataString(user), Password = Uri.EscapeDataString(password) }.Uri.ToString();

    /// <summary>Loads definitions (JSON), as the broker does at its start.</summary>
    public async Task LoadDefinitionsAsync(string definitions)
    {
        using var content = new StringContent(definitions, Encoding.UTF8, "application/json");
        using var answer = await management.PostAsync("definitions", content);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The broker refused the definitions: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>What a host takes as <c>ConnectionStrings:rabbitmq</c>.</summary>
    public string ConnectionString => connectionString;

    /// <summary>The messages of each queue that are ready or in delivery.</summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuesAsync() =>
        (await management.GetFromJsonAsync<List<Queue>>($"queues/{name}"))!.ToDictionary(q => q.Name, q => q.Messages);

    public async ValueTask DisposeAsync() => (await management.DeleteAsync($"vhosts/{name}")).EnsureSuccessStatusCode();

    private sealed record Queue(string Name, int Messages);

    private sealed record Binding(string Source, string Destination);
}
