using System.Text.Json;
using Exchange.Credentials;

namespace Exchange.Cli.Offline;

/// <summary>The keys of a State and when they were fetched.</summary>
internal sealed record StoredKeys(DateTimeOffset FetchedAt, CredentialKeySet Keys);

/// <summary>
/// Stores keys and status lists for offline verification: one folder per member, with <c>keys.json</c> and <c>status-N.jwt</c>.
/// All of it is public. A status list is used only if its signature is valid.
/// </summary>
internal sealed class OfflineStore(string folder, TimeProvider clock)
{
    /// <summary>The members with stored keys, sorted.</summary>
    public IReadOnlyList<string> Members() => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Where(IsMember).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Returns the keys of a member, or null if none were fetched.</summary>
    /// <exception cref="UsageException">The file exists and is not a key set.</exception>
    public StoredKeys? Keys(string member)
    {
        if (!IsMember(member) || Text(member, "keys.json") is not { } text) return null;
        try
        {
            var stored = JsonElement.Parse(text);
            if (stored.ValueKind == JsonValueKind.Object && stored.TryGetProperty("fetchedAt", out var at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var fetchedAt)
                && stored.TryGetProperty("jwks", out var jwks) && CredentialKeySet.Parse(jwks.GetRawText()) is { Fault: null } keys) return new(fetchedAt, keys.Value);
        }
        catch (JsonException)
        {
            // Reported below, like JSON of another shape.
        }
        throw new UsageException($"{PathOf(member, "keys.json")} is not a key set. Fetch it again: exchange certificate prepare {member}");
    }

    /// <summary>Returns a status list as it was fetched, or null.</summary>
    public string? StatusList(string member, int number) => IsMember(member) ? Text(member, $"status-{number}.jwt") : null;

    /// <summary>Stores keys that were fetched just now.</summary>
    public void KeepKeys(string member, string jwks) => Write(member, "keys.json",
        $$"""{"fetchedAt":"{{clock.GetUtcNow():O}}","jwks":{{JsonElement.Parse(jwks).GetRawText()}}}""");

    public void KeepStatusList(string member, int number, string token) => Write(member, $"status-{number}.jwt", token);

    /// <summary>Whether the text is the code of a member, which cannot be a path.</summary>
    public static bool IsMember(string code) => code.Length is >= 2 and <= 16 && !code.AsSpan().ContainsAnyExceptInRange('A', 'Z');

    private string? Text(string member, string name) => PathOf(member, name) is var path && File.Exists(path) ? File.ReadAllText(path) : null;

    private void Write(string member, string name, string text)
    {
        var path = PathOf(member, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Replaced in one step: an interrupted write must not destroy the only copy.
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }

    private string PathOf(string member, string name) => Path.Combine(folder, member, name);
}
