using System.Buffers.Text;
using System.IO.Compression;
using CsCheck;
using Xunit;

namespace Exchange.Credentials.Tests;

public sealed class StatusListTests
{
    // The draft's appendix of test vectors, two bits, 2^20 places.
    private const string DraftList = "eNrt2zENACEQAEEuoaBABP5VIO01fCjIHTMStt9ovGV"
        + "IAAAAAABAbiEBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEB5WwIAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAID0ugQAAAAAAAAAAAAAAAAAQG12SgAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAOCSIQEAAAAAAAAAAAAAAAAAAAAAAAD8ExIAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAwJEuAQAAAAAAAAAAAAAAAAAAAAAAAMB9S"
        + "wIAAAAAAAAAAAAAAAAAAACoYUoAAAAAAAAAAAAAAEBqH81gAQw";

    private static string Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(bytes);
        return Base64Url.EncodeToString(packed.ToArray());
    }

    [Fact]
    public void The_drafts_example_of_two_bits_is_read()
    {
        var list = StatusList.Decode("eNo76fITAAPfAgc").Value;
        Assert.Equal([1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3], Enumerable.Range(0, list.Places).Select(list.Raw));
        Assert.Equal(TokenStatus.Invalid, list.Get(0).Value);
        Assert.Equal(TokenStatus.Suspended, list.Get(1).Value);
        Assert.Equal(TokenStatus.Valid, list.Get(2).Value);
        Assert.Equal(CredentialFault.UnknownStatus, list.Get(3).Fault);
    }

    [Fact]
    public void The_drafts_test_vector_of_two_bits_is_read()
    {
        var list = StatusList.Decode(DraftList).Value;
        var given = new Dictionary<int, int>
        {
            [0] = 1, [1993] = 2, [25460] = 1, [159495] = 3, [495669] = 1, [554353] = 1, [645645] = 2, [723232] = 1, [854545] = 1, [934534] = 2, [1000345] = 3,
        };
        Assert.Equal(1 << 20, list.Places);
        Assert.All(Enumerable.Range(0, list.Places), place => Assert.Equal(given.GetValueOrDefault(place), list.Raw(place)));
    }

    [Fact]
    public void What_is_written_unpacks_to_the_drafts_bytes()
    {
        var list = new StatusList(8);
        foreach (var (place, status) in new[] { (0, TokenStatus.Invalid), (1, TokenStatus.Suspended), (5, TokenStatus.Invalid), (7, TokenStatus.Invalid) }) list.Set(place, status);
        using var zlib = new ZLibStream(new MemoryStream(Base64Url.DecodeFromChars(list.Encode())), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        zlib.CopyTo(bytes);
        Assert.Equal([0x09, 0x44], bytes.ToArray());
    }

    [Fact]
    public void A_list_is_the_same_after_packing_and_unpacking() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Select(Gen.Int[0, 1_000_000], Gen.Enum<TokenStatus>()).Array[0, 300]).Sample((places, changes) =>
        {
            var list = new StatusList(places);
            var expected = new TokenStatus[list.Places];
            foreach (var (at, status) in changes)
            {
                list.Set(at % list.Places, status);
                expected[at % list.Places] = status;
            }
            var read = StatusList.Decode(list.Encode()).Value;
            return Enumerable.Range(0, read.Places).Select(p => read.Get(p).Value).SequenceEqual(expected);
        }, iter: 200);

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(12)]
    [InlineData(long.MaxValue)]
    [InlineData(4294967296)] // 0, were it cut to 32 bits
    public void A_place_that_is_not_in_the_list_is_a_fault(long place) => Assert.Equal(CredentialFault.OutOfRange, new StatusList(12).Get(place).Fault);

    [Fact]
    public void Setting_what_is_not_there_is_a_mistake_of_the_caller()
    {
        var list = new StatusList(10);
        Assert.Equal(12, list.Places);
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Set(12, TokenStatus.Valid));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Set(-1, TokenStatus.Valid));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Set(0, (TokenStatus)3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StatusList(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StatusList(StatusList.MostPlaces + 1));
    }

    [Fact]
    public void A_bomb_is_not_unpacked()
    {
        var bomb = Pack(new byte[200_000_000]);
        Assert.True(bomb.Length < StatusListToken.LongestText);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(CredentialFault.ListSize, StatusList.Decode(bomb).Fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        Assert.Equal(CredentialFault.ListSize, StatusList.Decode(Pack(new byte[StatusList.MostPlaces / 4 + 1])).Fault);
        Assert.Null(StatusList.Decode(Pack(new byte[StatusList.MostPlaces / 4])).Fault);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("eNo76fITAAPfAgc=")]
    [InlineData("eNo76fITAAPfAgd")] // not canonical
    [InlineData("eNo76fITAAPfAg")] // the end is missing
    [InlineData("eNo76fIT")]
    [InlineData("eNo")]
    [InlineData("eNo76fITAAPfAgg")] // another checksum
    [InlineData("O-nyEwA")] // no zlib around it
    [InlineData("eNoDAAAAAAE")] // an empty list
    public void What_is_not_packed_as_a_list_is_refused(string? lst) => Assert.Equal(CredentialFault.ListForm, StatusList.Decode(lst).Fault);

    [Fact]
    public void Any_bytes_get_an_answer() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        byte[] zlib = [0x78, 0xDA, .. bytes];
        return StatusList.Decode(Base64Url.EncodeToString(bytes)).Fault is not null | StatusList.Decode(Base64Url.EncodeToString(zlib)) is not null;
    }, iter: 2000);
}
