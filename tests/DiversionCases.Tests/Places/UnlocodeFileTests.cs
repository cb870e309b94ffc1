using System.Text;
using CsCheck;
using Exchange.DiversionCases.Places;
using Xunit;

namespace Exchange.DiversionCases.Tests.Places;

/// <summary>The reader of the official list, on lines as UNECE writes them and on hostile ones.</summary>
public sealed class UnlocodeFileTests
{
    private const string Official = """"
        ,"KE",,".KENYA",,,,,,,,
        ,"KE","MBA","Mombasa","Mombasa",,"1--45---","AI","9601",,"0403S 03940E",
        "+","KE","LPW","Lappset","Lappset","14","--3-----","RL","2201",,"0238N 03546E","new, and quoted ""here"""
        "=","KE",,"Port Mombasa = Mombasa","Port Mombasa = Mombasa",,,,,,,
        "X","TD","AEH","Abéché","Abeche",,"---4----","AI","0001",,,
        ,"XZ","PTP","Platong","Platong",,"------7-","RL","0212",,"0940N 10122E",
        """";

    private static UnlocodeFile Read(string text) => UnlocodeFile.Read(new StringReader(text));

    [Fact]
    public void Official_lines_are_read_and_headings_references_and_no_man_s_land_left_out()
    {
        var file = Read(Official);
        Assert.Empty(file.Bad);
        Assert.Empty(file.Warnings);
        Assert.Equal((3, 3), (file.Lines, file.Skipped));
        Assert.Equal(["KELPW", "KEMBA", "TDAEH"], file.Places.Keys);
        var mombasa = file.Places["KEMBA"];
        Assert.Equal(("Mombasa", "145", "AI", -4.05, 39.6667), (mombasa.Name, mombasa.Function, mombasa.Status, mombasa.Latitude, mombasa.Longitude));
        Assert.Equal("Abéché", file.Places["TDAEH"].Name);
        Assert.Null(file.Places["TDAEH"].Latitude);
    }

    [Fact]
    public void A_header_may_name_the_columns_in_another_order()
    {
        var file = Read("Change,Country,Location,Name,NameWoDiacritics,Subdivision,Status,Function,Date,IATA,Coordinates,Remarks\n,KE,MBA,Mombasa,Mombasa,,AI,1--45---,9601,,0403S 03940E,\n");
        Assert.Empty(file.Bad);
        Assert.Equal(("145", "AI"), (file.Places["KEMBA"].Function, file.Places["KEMBA"].Status));
    }

    [Fact]
    public void Function_and_status_that_have_changed_places_are_put_right()
    {
        var place = Read(",KE,MBA,Mombasa,Mombasa,,AI,1--45---,9601,,,\n").Places["KEMBA"];
        Assert.Equal(("145", "AI"), (place.Function, place.Status));
    }

    [Theory]
    [InlineData("0403S 03940E", -4.05, 39.6667)]
    [InlineData("0000N 00000W", 0, 0)]
    [InlineData("9000N 18000W", 90, -180)]
    [InlineData("3330S 07040W", -33.5, -70.6667)]
    public void Coordinates_are_degrees_and_minutes(string written, double latitude, double longitude)
    {
        var place = Read($",KE,MBA,Mombasa,Mombasa,,1-------,AI,9601,,{written},\n").Places["KEMBA"];
        Assert.Equal((latitude, longitude), (place.Latitude, place.Longitude));
    }

    [Theory]
    [InlineData("0460S 03940E")]
    [InlineData("9100N 03940E")]
    [InlineData("0403S 18100E")]
    [InlineData("0403X 03940E")]
    [InlineData("403S 3940E")]
    [InlineData("03940E 0403S")]
    [InlineData("nowhere")]
    public void Coordinates_that_are_none_are_left_out_and_warned_of(string written)
    {
        var file = Read($",KE,MBA,Mombasa,Mombasa,,1-------,AI,9601,,{written},\n");
        Assert.Empty(file.Bad);
        Assert.Single(file.Warnings);
        Assert.Null(file.Places["KEMBA"].Latitude);
    }

    [Theory]
    [InlineData("columns", ",KE,MBA,Mombasa\n")]
    [InlineData("place", ",KE,MB,Mombasa,Mombasa,,1,AI,9601,,,\n")]
    [InlineData("small letters", ",ke,mba,Mombasa,Mombasa,,1,AI,9601,,,\n")]
    [InlineData("country", ",ZZ,MBA,Mombasa,Mombasa,,1,AI,9601,,,\n")]
    [InlineData("name", ",KE,MBA,,,,1,AI,9601,,,\n")]
    [InlineData("control character in the name", ",KE,MBA,Mom\u0000basa,Mombasa,,1,AI,9601,,,\n")]
    [InlineData("open quotes", ",KE,MBA,\"Mombasa,Mombasa,,1,AI,9601,,,\n")]
    [InlineData("no heading without its stop", ",KE,,KENYA,,,,,,,,\n")]
    public void A_line_that_cannot_be_read_is_bad(string what, string line)
    {
        var file = Read(",UG,KLA,Kampala,Kampala,,---45---,AI,9601,,,\n" + line);
        Assert.True(file.Bad is [(2, _)], what);
    }

    [Fact]
    public void A_line_without_end_is_bad_and_the_next_is_read()
    {
        var file = Read($",KE,MBA,{new string('x', 1_000_000)},,,1,AI,9601,,,\n,UG,KLA,Kampala,Kampala,,---45---,AI,9601,,,\n");
        Assert.Equal([1], file.Bad.Select(b => b.Line));
        Assert.Equal(["UGKLA"], file.Places.Keys);
    }

    [Fact]
    public void A_code_twice_is_warned_of() =>
        Assert.Single(Read(",KE,MBA,Mombasa,Mombasa,,1,AI,9601,,,\n,KE,MBA,Mombasa II,Mombasa,,1,AI,9601,,,\n").Warnings);

    [Fact]
    public async Task Bytes_are_UTF_8_where_they_can_be_and_ISO_8859_1_where_not()
    {
        Assert.Equal(Encoding.UTF8, await EncodingOf(Encoding.UTF8.GetBytes(Official)));
        Assert.Equal(Encoding.UTF8, await EncodingOf(Encoding.ASCII.GetBytes("KE,MBA")));
        Assert.Equal(Encoding.Latin1, await EncodingOf(Encoding.Latin1.GetBytes(Official)));
        // A character cut by the buffer's end is no fault; one cut by the file's end is.
        Assert.Equal(Encoding.UTF8, await EncodingOf([.. Enumerable.Repeat((byte)'x', 64 * 1024 - 1), .. "é"u8]));
        Assert.Equal(Encoding.Latin1, await EncodingOf([.. "Ab"u8, 0xC3]));

        static Task<Encoding> EncodingOf(byte[] bytes) => UnlocodeFile.EncodingOfAsync(new MemoryStream(bytes), CancellationToken.None);
    }

    [Fact]
    public void Whatever_it_is_given_it_ends_and_every_place_it_gives_is_well_formed() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["\",\n\r=.KEMBA\u0000 1-é"], 0, 400]).Sample(text =>
            Read(text).Places.Values.All(place => PlaceLookup.WellFormed().IsMatch(place.Locode) && place.Name.Length is > 0 and <= KnownPlace.MaxNameLength));
}
