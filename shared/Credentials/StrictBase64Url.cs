using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Exchange.Credentials;

/// <summary>Base64url as RFC 7515 has it: no padding, no white space, and one spelling for each value.</summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (!IsCanonical(text)) return false;
        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }

    /// <summary>Whether <paramref name="text"/> is the only spelling of some <paramref name="length"/> bytes.</summary>
    public static bool IsOf(int length, ReadOnlySpan<char> text) => text.Length == Base64Url.GetEncodedLength(length) && IsCanonical(text);

    private static bool IsCanonical(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExcept(Alphabet)
        && (text.Length % 4) switch
        {
            0 => true,
            // The bits of the last character that no byte uses are zero; else several texts would be one signature.
            2 => "AQgw".Contains(text[^1], StringComparison.Ordinal),
            3 => "AEIMQUYcgkosw048".Contains(text[^1], StringComparison.Ordinal),
            _ => false,
        };
}
