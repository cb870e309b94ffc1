using System.Diagnostics;
using System.Globalization;

namespace Exchange.Testing.Servers;

/// <summary>
/// A program started by a test. A small shell stands between: it holds the other end of a pipe, and stops the program
/// when the pipe closes, so that the program does not outlive this process even if that is killed.
/// </summary>
public sealed class GuardedProcess : IAsyncDisposable
{
    private const string Guard = """
        exec 3<&0 2>>"$GUARD_LOG"
        "$@" >>"$GUARD_LOG" 2>&1 3<&- </dev/null & program=$!
        echo $program
        { cat <&3 >/dev/null; kill -s "$GUARD_SIGNAL" $program; } & watcher=$!
        wait $program; status=$?
        kill $watcher
        exit $status
        """;

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly Process shell;
    private readonly string name;

    private GuardedProcess(Process shell, string name, int pid, string log) => (this.shell, this.name, Pid, Log) = (shell, name, pid, log);

    /// <summary>The program's own process id.</summary>
    public int Pid { get; }

    /// <summary>The file that its output goes to.</summary>
    public string Log { get; }

    public bool HasExited => shell.HasExited;

    /// <param name="command">The program and its arguments.</param>
    /// <param name="log">A file to which its output is added.</param>
    /// <param name="signal">What stops it in good order.</param>
    /// <param name="environment">Variables besides those of this process; null removes one.</param>
    public static GuardedProcess Start(
        IEnumerable<string> command, string log, string signal = "TERM", IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var arguments = command.ToList();
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, "guard", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string?>()) start.Environment[key] = value;
        start.Environment["GUARD_LOG"] = log;
        start.Environment["GUARD_SIGNAL"] = signal;
        var shell = Process.Start(start)!;
        var pid = int.Parse(shell.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        return new GuardedProcess(shell, Path.GetFileName(arguments[0]), pid, log);
    }

    /// <summary>Runs a program to its end; fails with its output if it fails or takes longer than <paramref name="within"/> (a minute).</summary>
    public static async Task RunAsync(
        IEnumerable<string> command, string log, IReadOnlyDictionary<string, string?>? environment = null, TimeSpan? within = null)
    {
        await using var process = Start(command, log, environment: environment);
        await process.shell.WaitForExitAsync().WaitAsync(within ?? TimeSpan.FromMinutes(1));
        if (process.shell.ExitCode != 0) throw process.Failure($"ended with {process.shell.ExitCode}");
    }

    /// <summary>Stops the program in good order and waits for its end.</summary>
    public async Task StopAsync()
    {
        shell.StandardInput.Close();
        await EndAsync();
    }

    /// <summary>Kills the program at once (SIGKILL), as a crash or the loss of its machine would.</summary>
    public async Task KillAsync()
    {
        using var program = Process.GetProcessById(Pid);
        program.Kill();
        await EndAsync();
    }

    /// <summary>An exception that says what became of the program, with the end of its output.</summary>
    public InvalidOperationException Failure(string what) =>
        new($"{name} {what}.\n{string.Join('\n', File.Exists(Log) ? File.ReadLines(Log).TakeLast(40) : [])}");

    public async ValueTask DisposeAsync()
    {
        if (!shell.HasExited) await StopAsync();
        shell.Dispose();
    }

    private async Task EndAsync()
    {
        using var deadline = new CancellationTokenSource(StopPatience);
        try
        {
            await shell.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Process.GetProcessById(Pid).Kill();
            throw Failure($"did not stop within {StopPatience.TotalSeconds} s and was killed");
        }
    }
}
