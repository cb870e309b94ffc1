using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Exchange.Credentials;

/// <summary>JSON written member by member: what is signed has one form, and the command line starts without a serializer.</summary>
internal static class JsonText
{
    public static byte[] BytesOf(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return buffer.WrittenSpan.ToArray();
    }

    public static string Of(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(BytesOf(write));
}
