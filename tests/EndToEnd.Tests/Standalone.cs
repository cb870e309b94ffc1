using Exchange.Testing.Servers;

namespace Exchange.EndToEnd.Tests;

/// <summary>The whole exchange as one process, as the README starts it, in a folder of its own.</summary>
internal sealed class Standalone : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("exchange-standalone-").FullName;

    public Standalone()
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        Process = new ServiceProcess(("services/Standalone", "Exchange.Standalone"), url, folder,
            ["--urls", url.GetLeftPart(UriPartial.Authority), "--data", Data],
            new Dictionary<string, string?> { ["Limits__Member__PerMinute"] = "1000000", ["Limits__Member__Burst"] = "1000000" });
    }

    public ServiceProcess Process { get; }
    public string Profiles => Path.Combine(Data, "profiles");
    public Party As(string identity) => Party.Load(Profiles, identity, Process.Url);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");
}
