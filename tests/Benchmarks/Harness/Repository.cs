namespace Exchange.Benchmarks.Harness;

/// <summary>The paths of the measured programs, which are built beside this one in the same configuration.</summary>
internal static class Repository
{
    // <root>/tests/Benchmarks/bin/Release/net10.0/
    private static readonly string[] Here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);

    public static string Root { get; } = string.Join(Path.DirectorySeparatorChar, Here[..^5]);

    /// <summary>The program of a service.</summary>
    public static string Service(string name) =>
        Path.Combine([Root, "services", name, .. Here[^3..], $"Exchange.{name}.dll"]);

    /// <summary>The gateway's program.</summary>
    public static string Gateway { get; } = Path.Combine([Root, "gateway", .. Here[^3..], "Exchange.Gateway.dll"]);

    /// <summary>This program, which is also every floor.</summary>
    public static string Floors { get; } = typeof(Repository).Assembly.Location;
}
