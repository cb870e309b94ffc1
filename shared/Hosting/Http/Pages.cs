using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

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

/// <summary>A page of a list: <c>limit</c> 1 to 200, 50 unless told.</summary>
public static class Pages
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <summary>Checks <c>limit</c> and says in <paramref name="faults"/> what is wrong with it.</summary>
    public static int Limit(int? limit, Faults faults)
    {
        if (limit is < 1 or > MaxLimit) faults.Add("limit", $"has to be 1 to {MaxLimit}");
        return Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit);
    }

    /// <summary>The answer of a list: items that are JSON already, and the cursor of the next page.</summary>
    public static JsonBytes Of(HttpContext http, IEnumerable<byte[]> items, string? next)
    {
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var item in items) json.WriteRawValue(item, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteString("next", next);
            json.WriteEndObject();
        }
        if (next is not null)
        {
            var query = QueryString.Create(http.Request.Query.Where(q => q.Key != "cursor")
                .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v))).Append(KeyValuePair.Create<string, string?>("cursor", next)));
            http.Response.Headers.Append("Link", $"<{http.Request.Path}{query}>; rel=\"next\"");
        }
        return new JsonBytes(body.WrittenSpan.ToArray());
    }
}
