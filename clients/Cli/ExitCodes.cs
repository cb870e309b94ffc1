namespace Exchange.Cli;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The exchange refused the request: no such record, no scope, an invalid field, a conflict. Or a checked file or certificate is not valid.</summary>
    public const int Refused = 1;

    /// <summary>The command line is not valid, or a file or profile that it needs does not exist.</summary>
    public const int Usage = 2;

    /// <summary>No answer, or the service is down; the same command may work later.</summary>
    public const int Unreachable = 3;

    /// <summary>Ctrl-C, by the convention of shells (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
