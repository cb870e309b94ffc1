using Exchange.Storage;

namespace Exchange.Standalone;

/// <summary>The folder that holds everything of a standalone exchange; one process at a time may have it open.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream opened;

    private DataFolder(string path, FileStream opened) => (Path, this.opened) = (path, opened);

    public string Path { get; }

    /// <summary>A profile for each sample identity; the folder is an <c>EXCHANGE_HOME</c>.</summary>
    public string Profiles => System.IO.Path.Combine(Path, "profiles");

    /// <summary>Opens the folder, making it if need be; null, said on the terminal, when it cannot be had.</summary>
    public static DataFolder? Open(string? folder)
    {
        var path = folder ?? "the data folder";
        try
        {
            path = DatabaseRegistration.DataDirectory(new ConfigurationBuilder()
                .AddInMemoryCollection([KeyValuePair.Create("Exchange:DataDirectory", folder)]).Build());
            return new DataFolder(path, new FileStream(System.IO.Path.Combine(path, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{path} cannot be used: another exchange has it open, or it cannot be written. Name another with --data DIR.");
            return null;
        }
    }

    public void Dispose() => opened.Dispose();
}
