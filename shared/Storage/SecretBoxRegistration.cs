using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exchange.Storage;

/// <summary>Opens a service's key-encryption key when the service starts.</summary>
public static class SecretBoxRegistration
{
    /// <summary>
    /// Registers <typeparamref name="TBox"/> with the key of the file <c>{section}:KeyEncryptionKeyFile</c>. Without that setting, a service on
    /// SQLite makes a key of its own, <c>{database}.key</c> in the data folder. On PostgreSQL the setting is required: several processes may share
    /// the database, and each would seal under a key that the others do not have.
    /// </summary>
    /// <param name="section">The service's configuration section.</param>
    /// <param name="database">The name of the service's connection string.</param>
    /// <param name="box">The service's own type for the box, since several services may share a process.</param>
    /// <exception cref="InvalidOperationException">The setting is missing on PostgreSQL, or its file does not hold a key. The host does not start.</exception>
    public static void AddSecretBox<TBox>(this IHostApplicationBuilder builder, string section, string database, Func<SecretBox, TBox> box) where TBox : class
    {
        var setting = $"{section}:KeyEncryptionKeyFile";
        if (builder.Configuration[setting] is { Length: > 0 } file)
            builder.Services.AddSingleton(box(SecretBox.FromFile(file)));
        else if (builder.Configuration.GetConnectionString(database) is { Length: > 0 })
            throw new InvalidOperationException($"{setting} is required with PostgreSQL: the path of a file that holds 32 random bytes in Base64.");
        else
            builder.Services.AddSingleton(box(SecretBox.FromFileOrNew(Path.Combine(DatabaseRegistration.DataDirectory(builder.Configuration), $"{database}.key"))));
    }
}
