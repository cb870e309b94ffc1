using System.Net;
using System.Runtime.CompilerServices;
using Exchange.Testing;
using Exchange.Testing.Servers;

namespace Exchange.EndToEnd.Tests;

/// <summary>A program of the exchange as a process of its own, which can be killed and started again on what it left.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    // Starting takes seconds; more is spent only when something is wrong, or the machine has much else to do.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);

    private readonly string folder;
    private readonly string program;
    private readonly IReadOnlyList<string> arguments;
    private readonly IReadOnlyDictionary<string, string?> environment;
    private GuardedProcess? process;

    /// <param name="project">Its folder in the repository and its assembly, as in <c>services/Identity</c>, <c>Exchange.Identity</c>.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="folder">Where its output is kept.</param>
    public ServiceProcess(
        (string Folder, string Assembly) project, Uri url, string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        (this.folder, this.arguments, this.environment, Url) = (folder, arguments, environment ?? new Dictionary<string, string?>(), url);
        Name = project.Assembly;
        program = Path.Combine(Root, project.Folder, "bin", Configuration, "net10.0", $"{project.Assembly}.dll");
        Http = new HttpClient { BaseAddress = url };
    }

    public string Name { get; }
    public Uri Url { get; }

    /// <summary>Requests without a token, straight to this process.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts the process and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        var started = process = GuardedProcess.Start(["dotnet", program, .. arguments], Path.Combine(folder, $"{Name}-{Url.Port}.log"), environment: environment);
        await Eventually.HoldsAsync($"{Name} is ready", async () => started.HasExited
            ? throw started.Failure("ended while it started")
            : await ReadinessAsync() == HttpStatusCode.OK, StartPatience);
    }

    /// <summary>Kills it with SIGKILL.</summary>
    public async Task KillAsync()
    {
        await using var killed = process!;
        process = null;
        await killed.KillAsync();
    }

    /// <summary>What <c>/health/ready</c> says; null when nothing answers.</summary>
    public async Task<HttpStatusCode?> ReadinessAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (process is not null) await process.DisposeAsync();
    }

    private static string Root { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    // The tests were built as the programs were: …/bin/Release/net10.0.
    private static string Configuration { get; } = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
