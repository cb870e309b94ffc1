using System.Security.Cryptography;
using System.Text;
using Exchange.Contracts;

namespace Exchange.Setup;

/// <summary>Redis's users (ACL), one a process: keys and channels below <c>exchange:{name}:</c>, and the few commands that processes need.</summary>
public static class RedisUsers
{
    /// <summary>The line that switches off the user without a password.</summary>
    public const string NoDefaultUser = "user default off resetpass resetkeys resetchannels -@all";

    private static readonly string[] Commands =
    [
        // Connections. By category, since Redis refuses a user with a command that its version does not have.
        "@connection", "-@dangerous", "-@admin", "info",
        // Data-protection keys, limits, and cached answers.
        "lrange", "rpush", "get", "set", "del", "unlink", "time", "eval", "evalsha", "script|load", "hmget", "hget", "hset", "hmset", "expire", "pexpire",
        // The signal between replicas.
        "publish", "subscribe", "unsubscribe",
    ];

    /// <summary>The rules of one user, as <c>ACL SETUSER</c> takes them.</summary>
    public static string Rules(ServiceEntry process, string password)
    {
        var own = $"exchange:{process.Name}:*";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)));
        return $"reset on #{hash} ~{own} &{own} -@all {string.Join(' ', Commands.Select(command => command.StartsWith('-') ? command : $"+{command}"))}";
    }
}
