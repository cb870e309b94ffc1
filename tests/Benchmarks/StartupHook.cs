using System.Diagnostics;
using System.Globalization;

// Without a namespace, and by this name: the runtime looks for it in what DOTNET_STARTUP_HOOKS names, and calls it before a program's first line.
#pragma warning disable CA1050

/// <summary>Prints at the end of a process, to standard error, the milliseconds since its first line.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var start = Stopwatch.GetTimestamp();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Console.Error.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }
}
