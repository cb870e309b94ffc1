using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Exchange.Contracts;

namespace Exchange.Architecture.Tests;

/// <summary>The projects that the rules are about.</summary>
internal static class Projects
{
    /// <summary>Those that run as a process of their own and must not know each other.</summary>
    public static readonly string[] Services = [.. ServiceList.Current.Services.Select(s => s.Assembly)];

    public static readonly string[] Shared = ["Exchange.Contracts", "Exchange.Credentials", "Exchange.Matching", "Exchange.Storage", "Exchange.Access", "Exchange.Messaging", "Exchange.Hosting"];

    /// <summary>All that is delivered, but for the command line.</summary>
    public static readonly string[] All = [.. Services, "Exchange.Gateway", "Exchange.Standalone", .. Shared];

    public static Assembly Assembly(string project) => System.Reflection.Assembly.Load(project);

    public static string Root { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    /// <summary>The project files below a folder of the repository, by project name.</summary>
    public static IReadOnlyDictionary<string, XDocument> Files(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => XDocument.Load(file));

    public static TheoryData<string> Data(IEnumerable<string> names) => new(names);

    /// <summary>Starts a process of the list in this one, on SQLite and the bus in memory.</summary>
    public static Task<Testing.ServiceHost> StartAsync(string project, Testing.TestStorage storage)
    {
        var settings = ServiceList.Current.Services.ToDictionary(service => $"Gateway:Services:{service.Name}", string? (_) => "http://127.0.0.1:1");
        // A host without a module of its own name, such as the gateway, is named by any of its classes.
        return Testing.ServiceHost.StartAsync(Assembly(project).GetTypes().First(t => t.Name.EndsWith("Module", StringComparison.Ordinal)), storage, settings: settings);
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
