using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Exchange.Architecture.Tests;

/// <summary>The projects that the rules are about.</summary>
internal static class Projects
{
    /// <summary>Those that run as a process of their own and must not know each other.</summary>
    public static readonly string[] Services = ["Exchange.Identity", "Exchange.DiversionCases", "Exchange.EndUserCertificates", "Exchange.RouteAlerts"];

    public static readonly string[] Shared = ["Exchange.Contracts", "Exchange.Credentials", "Exchange.Access", "Exchange.Messaging", "Exchange.Hosting"];

    /// <summary>All that is delivered, but for the command line.</summary>
    public static readonly string[] All = [.. Services, "Exchange.Gateway", "Exchange.Standalone", .. Shared];

    public static Assembly Assembly(string project) => System.Reflection.Assembly.Load(project);

    public static string Root { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    /// <summary>The project files below a folder of the repository, by project name.</summary>
    public static IReadOnlyDictionary<string, XDocument> Files(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => XDocument.Load(file));

    public static TheoryData<string> Data(IEnumerable<string> names) => new(names);

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
