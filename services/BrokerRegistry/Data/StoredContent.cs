using System.Text;
using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.BrokerRegistry.Data;

/// <summary>What a record says, as it is stored: the whole content as JSON. What a reader gets is made of it anew, at the reader's level.</summary>
internal static class StoredContent
{
    public static string Write<TContent>(TContent content) => Encoding.UTF8.GetString(LevelJson.Serialize(content, ReleaseLevel.Full));

    public static TContent Read<TContent>(string json) => JsonSerializer.Deserialize<TContent>(json, JsonSerializerOptions.Web)!;
}
