using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;

namespace Exchange.Credentials;

/// <summary>What a status list says of a certificate (Token Status List, section 7.1).</summary>
public enum TokenStatus
{
    /// <summary>It stands, as far as its issuer is concerned.</summary>
    Valid = 0,

    /// <summary>It was revoked, for good.</summary>
    Invalid = 1,

    /// <summary>It does not count for the time being.</summary>
    Suspended = 2,
}

/// <summary>
/// The statuses of many certificates, two bits each (IETF Token Status List, section 4): the first in the lowest bits of the
/// first byte, the whole packed by zlib and written in base64url. Not for writers on several threads.
/// </summary>
public sealed class StatusList
{
    /// <summary>Bits a certificate.</summary>
    public const int Bits = 2;

    /// <summary>Places of the longest list; 256 KiB unpacked.</summary>
    public const int MostPlaces = 1 << 20;

    private const int PlacesPerByte = 8 / Bits;

    private readonly byte[] bytes;

    /// <summary>A list in which every certificate is valid.</summary>
    /// <param name="places">How many certificates it is for, rounded up to fill the last byte; 1 to <see cref="MostPlaces"/>.</param>
    public StatusList(int places)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(places, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(places, MostPlaces);
        bytes = new byte[(places + PlacesPerByte - 1) / PlacesPerByte];
    }

    private StatusList(byte[] bytes) => this.bytes = bytes;

    /// <summary>How many places there are, also those of no certificate yet.</summary>
    public int Places => bytes.Length * PlacesPerByte;

    /// <summary>Reads <c>lst</c>; unpacks no more than the longest list has.</summary>
    public static Reading<StatusList> Decode(string? lst)
    {
        if (!StrictBase64Url.TryDecode(lst, out var packed) || !IsZlib(packed)) return CredentialFault.ListForm;
        var unpacked = new byte[MostPlaces / PlacesPerByte + 1];
        int length;
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            length = zlib.ReadAtLeast(unpacked, unpacked.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException) // of the unpacking: memory has no other
        {
            return CredentialFault.ListForm;
        }
        if (length == unpacked.Length) return CredentialFault.ListSize;
        var bytes = unpacked[..length];
        // The stream stops without a word where its input does; the checksum is missed then.
        return length > 0 && BinaryPrimitives.ReadUInt32BigEndian(packed.AsSpan(^4)) == Adler32(bytes) ? new StatusList(bytes) : CredentialFault.ListForm;
    }

    /// <summary>The status at a place that a certificate names; one that is not in the list is a fault, never valid.</summary>
    public Reading<TokenStatus> Get(long place)
    {
        if (place < 0 || place >= Places) return CredentialFault.OutOfRange;
        var status = (TokenStatus)Raw((int)place);
        return Enum.IsDefined(status) ? status : CredentialFault.UnknownStatus;
    }

    /// <summary>Sets the status at a place that this network gave out.</summary>
    public void Set(int place, TokenStatus status)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Places);
        if (!Enum.IsDefined(status)) throw new ArgumentOutOfRangeException(nameof(status));
        var shift = place % PlacesPerByte * Bits;
        bytes[place / PlacesPerByte] = (byte)((bytes[place / PlacesPerByte] & ~(3 << shift)) | ((int)status << shift));
    }

    /// <summary>The list as <c>lst</c> holds it.</summary>
    public string Encode()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(bytes);
        return Base64Url.EncodeToString(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <summary>RFC 1950, section 2.2: DEFLATE, no preset dictionary, and a checksum at the end.</summary>
    private static bool IsZlib(byte[] packed) => packed.Length > 6 && (packed[0] & 0x0F) == 8 && (packed[1] & 0x20) == 0;

    /// <summary>RFC 1950, section 8.</summary>
    private static uint Adler32(byte[] bytes)
    {
        uint a = 1, b = 0;
        foreach (var value in bytes)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }
        return (b << 16) | a;
    }

    internal int Raw(int place) => (bytes[place / PlacesPerByte] >> (place % PlacesPerByte * Bits)) & 3;
}
