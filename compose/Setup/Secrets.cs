using System.Security.Cryptography;
using Exchange.Contracts;

namespace Exchange.Setup;

/// <summary>
/// The folder of secrets that docker-compose.yml gives to its containers, a file each. A secret that exists is kept; the broker's definitions
/// and Redis's users, which hold hashes of them, are written anew each time.
/// </summary>
public sealed class Secrets(string folder)
{
    private const string BrokerDefinitionsFile = "broker-definitions.json";
    private const string RedisUsersFile = "redis-users.acl";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Readable within its container whatever the user there is; on this machine the folder keeps others out.
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> Names(ServiceList list) =>
        list.Processes.SelectMany(process => Names(process)).Append(BrokerDefinitionsFile).Append(RedisUsersFile);

    /// <summary>The files of one process: PostgreSQL's password, the three connection strings, and its key-encryption key if it needs one.</summary>
    public static IEnumerable<string> Names(ServiceEntry process) =>
        [$"postgres-{process.Name}", $"database-{process.Name}", $"broker-{process.Name}", $"cache-{process.Name}", .. process.HasKeyFile ? [$"{process.Name}-key"] : (string[])[]];

    public void Write(ServiceList list)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("Secrets are protected by Unix file modes.");
        Directory.CreateDirectory(folder, OwnerOnly);
        var (brokerPasswords, redisPasswords) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var process in list.Processes)
        {
            var name = process.Name;
            var database = Keep($"postgres-{name}", NewPassword);
            Keep($"database-{name}", () => $"Host=postgres;Database={name};Username={name};Password={database}");
            brokerPasswords[name] = new Uri(Keep($"broker-{name}", () => $"amqp://{name}:{NewPassword()}@rabbitmq:5672/")).UserInfo.Split(':')[1];
            redisPasswords[name] = Keep($"cache-{name}", () => $"redis:6379,user={name},password={NewPassword()}").Split("password=")[1];
            // The private keys of issuers, certificates and webhooks are stored under these.
            if (process.HasKeyFile) Keep($"{name}-key", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }

        Put(BrokerDefinitionsFile, BrokerDefinitions.Create(list, "/", brokerPasswords));
        Put(RedisUsersFile, string.Join('\n', [RedisUsers.NoDefaultUser, .. list.Processes.Select(p => $"user {p.Name} {RedisUsers.Rules(p, redisPasswords[p.Name])}"), ""]));
    }

    private static string NewPassword() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).Replace('+', '-').Replace('/', '_');

    private string Keep(string name, Func<string> create)
    {
        var file = Path.Combine(folder, name);
        if (File.Exists(file) && File.ReadAllText(file) is { Length: > 0 } kept) return kept;
        var value = create();
        Put(name, value);
        return value;
    }

    // In place, since a running container has the file itself mounted.
    private void Put(string name, string content)
    {
        var file = Path.Combine(folder, name);
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        if (File.Exists(file)) File.SetUnixFileMode(file, ReadOnly | UnixFileMode.UserWrite);
        File.WriteAllText(file, content);
        File.SetUnixFileMode(file, ReadOnly);
    }
}
