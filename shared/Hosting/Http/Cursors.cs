using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Exchange.Hosting.Http;

/// <summary>
/// Cursors of lists and ids of streams. They are encrypted: a bare position would tell, by its gaps, of records that the
/// reader may not see. Each carries the hash of its filter, so that it cannot be used with another one.
/// </summary>
public sealed class Cursors(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("exchange.cursor.v1");

    public string Protect<TPosition>(TPosition position, string filter) =>
        protector.Protect(JsonSerializer.Serialize(new Content<TPosition>(position, Hash(filter))));

    /// <summary>False for what was not made by <see cref="Protect"/> with the same filter.</summary>
    public bool TryUnprotect<TPosition>(string cursor, string filter, out TPosition? position)
    {
        position = default;
        try
        {
            var content = JsonSerializer.Deserialize<Content<TPosition>>(protector.Unprotect(cursor))!;
            if (content.Filter != Hash(filter)) return false;
            position = content.Position;
            return true;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return false;
        }
    }

    private static string Hash(string filter) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(filter)).AsSpan(0, 8));

    private sealed record Content<TPosition>(TPosition Position, string Filter);
}
