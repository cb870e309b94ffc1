using System.Text.Json;
using Exchange.Credentials;

namespace Exchange.Cli.Offline;

/// <summary>A State's keys as they were fetched, and when.</summary>
internal sealed record StoredKeys(DateTimeOffset FetchedAt, CredentialKeySet Keys);

/// <summary>
/// Keys and status lists of States, kept for places without a connection: a folder a member, with <c>keys.json</c> and
/// <c>status-N.jwt</c>. All of it is public, and none of it is believed without its signature.
/// </summary>
internal sealed class OfflineStore(string folder, TimeProvider clock)
{
    /// <summary>The members whose keys are kept, in order.</summary>
    public IReadOnlyList<string> Members() => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Where(IsMember).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The keys of a member; null when none were fetched.</summary>
    /// <exception cref="UsageException">The file is there and is no set of keys.</exception>
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
            // As one that holds something else.
        }
        throw new UsageException($"{PathOf(member, "keys.json")} is not a set of keys. Fetch it again: exchange certificate prepare {member}");
    }

    /// <summary>A status list as it was fetched; null when it was not.</summary>
    public string? StatusList(string member, int number) => IsMember(member) ? Text(member, $"status-{number}.jwt") : null;

    /// <summary>Keeps keys that were fetched now.</summary>
    public void KeepKeys(string member, string jwks) => Write(member, "keys.json",
        $$"""{"fetchedAt":"{{clock.GetUtcNow():O}}","jwks":{{JsonElement.Parse(jwks).GetRawText()}}}""");

    public void KeepStatusList(string member, int number, string token) => Write(member, $"status-{number}.jwt", token);

    /// <summary>A State or organization by its code, and no path.</summary>
    public static bool IsMember(string code) => code.Length is >= 2 and <= 16 && !code.AsSpan().ContainsAnyExceptInRange('A', 'Z');

    private string? Text(string member, string name) => PathOf(member, name) is var path && File.Exists(path) ? File.ReadAllText(path) : null;

    private void Write(string member, string name, string text)
    {
        var path = PathOf(member, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Whole or not at all: it may be all that there is at the next border.
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }

    private string PathOf(string member, string name) => Path.Combine(folder, member, name);
}
