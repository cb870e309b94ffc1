namespace Exchange.Cli;

/// <summary>The command cannot run as given; the message says what to change.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>A file is not valid; each fault names its place in the file.</summary>
internal sealed class InvalidFileException(string message, IReadOnlyList<string> faults) : Exception(message)
{
    public IReadOnlyList<string> Faults => faults;
}
