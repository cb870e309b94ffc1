namespace Exchange.Cli;

/// <summary>What the process tells a script.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The exchange understood and refused: no such record, no scope, a faulty field, a conflict. Or a file was checked and is not valid.</summary>
    public const int Refused = 1;

    /// <summary>The command was not understood, or a file or profile that it needs is not there.</summary>
    public const int Usage = 2;

    /// <summary>No answer, or the service behind it is down for now; the same command may work later.</summary>
    public const int Unreachable = 3;

    /// <summary>Ctrl-C, as shells count it.</summary>
    public const int Interrupted = 130;
}
