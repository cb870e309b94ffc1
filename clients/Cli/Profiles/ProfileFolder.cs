using System.Text.Json;

namespace Exchange.Cli.Profiles;

/// <summary>The profile folder: <c>EXCHANGE_HOME</c>, or <c>exchange</c> in the user's configuration folder.</summary>
internal sealed class ProfileFolder(string path, bool named)
{
    public static ProfileFolder Of(Terminal terminal) =>
        terminal.Variable("EXCHANGE_HOME") is { Length: > 0 } home
            ? new(System.IO.Path.GetFullPath(home), named: true)
            : new(System.IO.Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "exchange"), named: false);

    /// <summary>The absolute path of the folder.</summary>
    public string Path => path;

    /// <summary>Reads the profile of an identity.</summary>
    /// <exception cref="UsageException">The profile does not exist or cannot be read; the message names the folder.</exception>
    public Profile Read(Identity identity, Action<string> warn)
    {
        var file = System.IO.Path.Combine(path, identity.Member, identity.Name + ".json");
        try
        {
            var profile = JsonSerializer.Deserialize<Profile>(File.ReadAllBytes(file), JsonSerializerOptions.Web);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & OthersMayRead) != 0)
                warn($"Other users of this machine can read the private key in {file}; run: chmod 600 {file}");
            return profile ?? throw new JsonException();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException(Missing(identity, file));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The profile {file} cannot be read: {(e is JsonException ? "it is not a complete profile in JSON" : "permission denied, or a disk error")}.");
        }
    }

    /// <summary>The identities with a profile in the folder, sorted.</summary>
    public IReadOnlyList<string> Identities() =>
        Directory.Exists(path)
            ? [.. Directory.EnumerateDirectories(path)
                .SelectMany(member => Directory.EnumerateFiles(member, "*.json")
                    .Select(file => $"{System.IO.Path.GetFileName(member)}/{System.IO.Path.GetFileNameWithoutExtension(file)}"))
                .Order(StringComparer.Ordinal)]
            : [];

    public string Describe()
    {
        var identities = Identities();
        return $"The profile folder is {path} ({(named ? "from EXCHANGE_HOME" : "EXCHANGE_HOME is not set")}); " +
            (identities.Count == 0 ? "it holds no profiles. The standalone exchange prints its profile folder when it starts." : $"it holds: {string.Join(", ", identities)}.");
    }

    private const UnixFileMode OthersMayRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private string Missing(Identity identity, string file) => $"There is no profile for {identity}: {file} does not exist. {Describe()}";
}
