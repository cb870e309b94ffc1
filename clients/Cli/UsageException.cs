namespace Exchange.Cli;

/// <summary>The command cannot be carried out as given; the message says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>A file was read and is not what it has to be; each fault says where.</summary>
internal sealed class InvalidFileException(string message, IReadOnlyList<string> faults) : Exception(message)
{
    public IReadOnlyList<string> Faults => faults;
}
