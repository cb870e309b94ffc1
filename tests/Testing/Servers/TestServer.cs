using DotNet.Testcontainers.Containers;

namespace Exchange.Testing.Servers;

/// <summary>
/// A real server for tests: at a configured address; else a container, where an engine answers and has the image; else
/// the machine's own program on a free port in a temporary folder. None of these is an error, never a skipped test.
/// </summary>
public abstract class TestServer : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private readonly IRunning? running;

    private protected TestServer(IRunning? running) => this.running = running;

    /// <summary>Where the server comes from, for people.</summary>
    public string Origin => running?.Origin ?? "configured address";

    /// <summary>Stops the server; what it holds stays. Only of a server that the test started for itself.</summary>
    public Task StopAsync() => Own.StopAsync();

    /// <summary>Starts the server again after <see cref="StopAsync"/>, at the same address.</summary>
    public async Task StartAsync()
    {
        await Own.StartAsync();
        await WaitUntilReadyAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (running is not null) await running.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether the server answers now; an outage is an exception or false.</summary>
    private protected abstract Task<bool> AnswersAsync();

    private IRunning Own => running ?? throw new InvalidOperationException("A server at a configured address is not the test's to stop.");

    /// <summary>How one kind of server can be had.</summary>
    /// <param name="Name">The product, for people.</param>
    /// <param name="Variable">The environment variable with a configured address.</param>
    /// <param name="Image">The container image.</param>
    /// <param name="Package">Debian's package.</param>
    /// <param name="Program">The machine's own program; null when it is not installed.</param>
    private protected sealed record Source(string Name, string Variable, string Image, string Package, string? Program)
    {
        public string? Configured => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? address : null;

        /// <summary>The package without which there is no server; null when there is one.</summary>
        public async Task<string?> MissingAsync() =>
            Configured is not null || await ContainerEngine.HasAsync(Image) || Program is not null ? null : Package;

        public async Task<IRunning> ChooseAsync(Func<IContainer> container, Func<string, IRunning> program)
        {
            if (await ContainerEngine.HasAsync(Image)) return new RunningContainer(container(), $"container {Image}");
            if (Program is not null) return program(Program);
            throw new InvalidOperationException(
                $"The tests need {Name}, and there is none: set {Variable}, or run a container engine that has {Image}, or install the package {Package}.");
        }
    }

    private protected static async Task<TServer> StartAsync<TServer>(TServer server) where TServer : TestServer
    {
        try
        {
            if (server.running is { } running) await running.StartAsync();
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>One server for the whole process, stopped when it ends.</summary>
    private protected static Lazy<Task<TServer>> Shared<TServer>(Func<Task<TServer>> start) where TServer : TestServer => new(async () =>
    {
        var server = await start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20));
        return server;
    });

    private Task WaitUntilReadyAsync() => Eventually.HoldsAsync($"{GetType().Name} ({Origin}) answers", async () =>
    {
        if (running is { Ended: { } failure }) throw failure;
        try
        {
            return await AnswersAsync();
        }
        catch (Exception e) when (Storage.Outages.IsOutage(e) || e is HttpRequestException or OperationCanceledException or StackExchange.Redis.RedisException)
        {
            return false;
        }
    }, StartPatience);
}

/// <summary>A server that runs somewhere and can be stopped and started again.</summary>
internal interface IRunning : IAsyncDisposable
{
    string Origin { get; }

    /// <summary>Why it has ended by itself, if it has.</summary>
    Exception? Ended { get; }

    Task StartAsync();
    Task StopAsync();
}

internal sealed class RunningContainer(IContainer container, string origin) : IRunning
{
    public string Origin => origin;
    public Exception? Ended => null;
    public Task StartAsync() => container.StartAsync();
    public Task StopAsync() => container.StopAsync();
    public ValueTask DisposeAsync() => container.DisposeAsync();
}

/// <summary>The machine's own program, in a temporary folder that goes with it.</summary>
internal abstract class RunningProgram(string name) : IRunning
{
    private readonly List<GuardedProcess> processes = [];

    public string Origin => $"{name} of this machine";
    public Exception? Ended => processes.Find(p => p.HasExited)?.Failure("ended by itself");

    protected string Folder { get; } = Directory.CreateTempSubdirectory($"exchange-{name}-").FullName;
    protected string Log => Path.Combine(Folder, $"{name}.log");

    public async Task StartAsync()
    {
        await foreach (var process in StartProcessesAsync()) processes.Add(process);
    }

    public async Task StopAsync()
    {
        // Whatever was started last needs those before it.
        foreach (var process in Enumerable.Reverse(processes)) await process.DisposeAsync();
        processes.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected abstract IAsyncEnumerable<GuardedProcess> StartProcessesAsync();

    /// <summary>The first of these that exists; <c>*</c> stands for a version, of which the highest is taken.</summary>
    protected static string? Find(string program, params string[] folders) => folders
        .SelectMany(folder => folder.Contains('*')
            ? Directory.Exists(Path.GetDirectoryName(folder.Split('*')[0]))
                ? Directory.EnumerateDirectories(Path.GetDirectoryName(folder.Split('*')[0])!)
                    .OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => d + folder.Split('*')[1])
                : []
            : [folder])
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
