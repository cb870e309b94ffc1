using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Xunit;

namespace Exchange.Credentials.Tests;

public sealed class CertificateExtractTests : IDisposable
{
    private const string Credential = "a.credential.text";

    private static readonly CertificateExtract Sample = new()
    {
        Issuer = "TCD",
        CertificateId = Guid.Parse("019a6b9e-5c00-7000-8000-0123456789ab"),
        Number = "TCD/2026/0001",
        IssuedAt = DateTimeOffset.FromUnixTimeSeconds(1_772_366_400),
        ValidUntil = DateTimeOffset.FromUnixTimeSeconds(1_803_902_400),
        FinalDestination = "TCD",
        ExporterState = "CZE",
        EndUserState = "TCD",
        Goods = [new(1, "assault_rifle", 500, "piece"), new(2, "ammunition", 100_000, "round")],
        DocumentHash = DocumentHash.Of(Credential),
        Status = new(0, 4711),
    };

    private static readonly Gen<string> Code = Gen.Char["abcdefghijklmnopqrstuvwxyz_0123456789"].Array[1, 32].Select(c => new string(c));
    private static readonly Gen<string> State = Gen.Char['A', 'Z'].Array[3].Select(c => new string(c));
    private static readonly Gen<ExtractLine> Line = Gen.Select(Gen.Int[1, int.MaxValue], Code, Gen.Long[1, long.MaxValue], Code).Select((l, c, q, u) => new ExtractLine(l, c, q, u));
    private static readonly Gen<string> Number = Gen.OneOf(
        Gen.Char.AlphaNumeric, Gen.Char["\"\\/<&'"], Gen.Char['\u0600', '\u06FF'], Gen.Char['\u4E00', '\u9FFF']).Array[1, 64].Select(c => new string(c));

    private static readonly Gen<CertificateExtract> Any = Gen.Select(
        Gen.Select(State, State, State, State), Gen.Guid, Number, Gen.Long[0, 253402300798], Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue]), Line.Array[0, 60])
        .Select((states, id, number, issued, status, lines) => Sample with
        {
            Issuer = states.Item1,
            FinalDestination = states.Item2,
            ExporterState = states.Item3,
            EndUserState = states.Item4,
            CertificateId = id,
            Number = number,
            IssuedAt = DateTimeOffset.FromUnixTimeSeconds(issued),
            ValidUntil = DateTimeOffset.FromUnixTimeSeconds(253402300799),
            Status = new(status.Item1, status.Item2),
            Goods = lines,
        });

    private readonly Signing signing = new();

    public void Dispose() => signing.Dispose();

    private string Text(CertificateExtract? extract = null) => (extract ?? Sample).Sign(signing.KeyId, signing.Private);

    private Reading<CertificateExtract> Read(string text) => CertificateExtract.Read(text) is var signed && signed.Fault is { } fault ? fault : signed.Value.Verify(signing.Keys);

    /// <summary>Signs the sample with a claim changed, or without it.</summary>
    private string With(string claim, string? json)
    {
        var claims = JsonNode.Parse(CompactJws.Read(Text()[5..], CredentialTypes.Extract, 1000).Value.Payload.Span)!.AsObject();
        if (json is null) claims.Remove(claim);
        else claims[claim] = JsonNode.Parse(json);
        return "EUC1:" + signing.Sign(CredentialTypes.Extract, claims.ToJsonString());
    }

    [Fact]
    public void The_claims_are_the_short_ones() => Assert.Equal(
        """{"iss":"TCD","id":"AZprnlwAcACAAAEjRWeJqw","n":"TCD/2026/0001","iat":1772366400,"exp":1803902400,"fd":"TCD","x":"CZE","eu":"TCD","g":[[1,"assault_rifle",500,"piece"],[2,"ammunition",100000,"round"]],"h":"TZdpHKwdgdcEFKso_Kb38XuBc1a-SnaSlKfpWPIppr8","s":[0,4711]}""",
        Encoding.UTF8.GetString(CompactJws.Read(Text()[5..], CredentialTypes.Extract, 1000).Value.Payload.Span));

    [Fact]
    public void Who_claims_to_have_signed_is_known_before_the_rest()
    {
        using var other = new Signing();
        var signed = CertificateExtract.Read(Text()).Value;
        Assert.Equal(("TCD", signing.KeyId), (signed.Issuer, signed.KeyId));
        Assert.Equal(CredentialFault.UnknownKey, signed.Verify(other.Keys).Fault);
        Assert.Equal("TCD/2026/0001", signed.Verify(signing.Keys).Value.Number);
    }

    [Fact]
    public void Any_extract_fits_and_is_read_with_as_many_lines_as_fit() => Any.Sample(extract =>
    {
        var text = Text(extract);
        var read = Read(text).Value;
        return text.Length <= 1000
            && Encoding.UTF8.GetByteCount(text) == text.Length
            && read with { Goods = extract.Goods, GoodsLines = null } == extract
            && read.Goods.SequenceEqual(extract.Goods.Take(read.Goods.Count))
            && read.GoodsLines == (read.Goods.Count < extract.Goods.Count ? extract.Goods.Count : null)
            // And not one line fewer than fits.
            && (read.GoodsLines is null || Length(extract, read.Goods.Count + 1) > 1000);
    }, iter: 1000);

    private int Length(CertificateExtract extract, int kept) => Text(extract with { Goods = [.. extract.Goods.Take(kept)], GoodsLines = extract.Goods.Count }) is var text
        && Read(text).Value.Goods.Count == kept ? text.Length : int.MaxValue;

    [Fact]
    public void The_longest_values_there_are_fit_without_goods()
    {
        var extract = Sample with
        {
            Number = new string('\u4E00', 64),
            Status = new(int.MaxValue, int.MaxValue),
            IssuedAt = DateTimeOffset.FromUnixTimeSeconds(253402300798),
            ValidUntil = DateTimeOffset.FromUnixTimeSeconds(253402300799),
            Goods = [.. Enumerable.Repeat(new ExtractLine(int.MaxValue, new string('a', 32), long.MaxValue, new string('a', 32)), 1000)],
        };
        var read = Read(Text(extract)).Value;
        Assert.Equal(1000, read.GoodsLines);
        Assert.NotEmpty(read.Goods);
    }

    [Fact]
    public void Any_single_changed_character_is_noticed()
    {
        var text = Text();
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char["-_.:=+/"]))
            .Where((at, to) => text[at] != to)
            .Sample((at, to) => Read($"{text[..at]}{to}{text[(at + 1)..]}").Fault is not null, iter: 3000);
        Assert.All(Enumerable.Range(0, text.Length), at => Assert.NotNull(Read(text[..at]).Fault));
    }

    [Theory]
    [InlineData("")]
    [InlineData("EUC1")]
    [InlineData("euc1:")]
    [InlineData("EUC2:a.b.c")]
    [InlineData(" EUC1:a.b.c")]
    [InlineData("https://attacker.example/?EUC1:")]
    public void A_text_of_another_prefix_is_refused(string text) => Assert.Equal(CredentialFault.NotAnExtract, Read(text).Fault);

    [Fact]
    public void A_text_of_another_kind_or_length_is_refused()
    {
        Assert.Equal(CredentialFault.Malformed, Read("EUC1:").Fault);
        Assert.Equal(CredentialFault.TooLong, Read("EUC1:" + new string('A', 5_000_000)).Fault);
        Assert.Equal(CredentialFault.Type, Read("EUC1:" + signing.Sign(CredentialTypes.Certificate, "{}")).Fault);
        Assert.Equal(CredentialFault.NotAnExtract, CertificateExtract.Read(null).Fault);
    }

    [Fact]
    public void The_extract_of_another_certificate_does_not_match()
    {
        var extract = Read(Text()).Value;
        Assert.Null(extract.Match(Credential));
        Assert.Equal(CredentialFault.OtherCertificate, extract.Match(Credential + "A"));
    }

    [Theory]
    [InlineData("iss", null)]
    [InlineData("iss", "\"tcd\"")]
    [InlineData("iss", "\"TCDX\"")]
    [InlineData("iss", "\"TC\\n\"")]
    [InlineData("iss", "1")]
    [InlineData("id", null)]
    [InlineData("id", "\"\"")]
    [InlineData("id", "\"AZprnlwAcACAAAEjRWeJqx\"")] // not canonical
    [InlineData("id", "\"019a6b9e-5c00-7000-8000-0123456789ab\"")]
    [InlineData("n", null)]
    [InlineData("n", "\"\"")]
    [InlineData("n", "\"a\\u0000b\"")]
    [InlineData("n", "\"01234567890123456789012345678901234567890123456789012345678901234\"")]
    [InlineData("iat", null)]
    [InlineData("iat", "1803902401")]
    [InlineData("exp", "\"1803902400\"")]
    [InlineData("exp", "1e11")]
    [InlineData("fd", null)]
    [InlineData("x", null)]
    [InlineData("eu", null)]
    [InlineData("g", null)]
    [InlineData("g", "{}")]
    [InlineData("g", "[1]")]
    [InlineData("g", "[[1,\"rifle\",5]]")]
    [InlineData("g", "[[1,\"rifle\",5,\"piece\",0]]")]
    [InlineData("g", "[[0,\"rifle\",5,\"piece\"]]")]
    [InlineData("g", "[[1,\"rifle\",-5,\"piece\"]]")]
    [InlineData("g", "[[1,\"rifle\",0,\"piece\"]]")]
    [InlineData("g", "[[1,\"rifle\",0.5,\"piece\"]]")]
    [InlineData("g", "[[1,\"rifle\",9223372036854775808,\"piece\"]]")]
    [InlineData("g", "[[1,\"<b>\",5,\"piece\"]]")]
    [InlineData("g", "[[1,\"\",5,\"piece\"]]")]
    [InlineData("g", "[[1,\"rifle\",5,null]]")]
    [InlineData("gn", "2")]
    [InlineData("gn", "-1")]
    [InlineData("gn", "\"3\"")]
    [InlineData("h", null)]
    [InlineData("h", "\"5N5N\"")]
    [InlineData("s", null)]
    [InlineData("s", "[0]")]
    [InlineData("s", "[0,-1]")]
    [InlineData("s", "[0,1,2]")]
    [InlineData("s", "[0,4294967296]")]
    [InlineData("more", "1")]
    public void A_signed_extract_with_a_claim_missing_strange_or_wrong_is_refused(string claim, string? json) =>
        Assert.Equal(CredentialFault.Content, Read(With(claim, json)).Fault);

    [Fact]
    public void One_without_a_last_day_says_none()
    {
        var text = Text(Sample with { ValidUntil = null });
        Assert.DoesNotContain("exp", Encoding.UTF8.GetString(CompactJws.Read(text[5..], CredentialTypes.Extract, 1000).Value.Payload.Span), StringComparison.Ordinal);
        Assert.Null(Read(text).Value.ValidUntil);
    }

    [Fact]
    public void What_no_reader_would_take_is_not_signed()
    {
        CertificateExtract[] unfit =
        [
            Sample with { Number = "" }, Sample with { Number = "a\nb" }, Sample with { Number = new string('1', 65) }, Sample with { Number = "\ud800" },
            Sample with { Issuer = "Chad" }, Sample with { ValidUntil = Sample.IssuedAt }, Sample with { DocumentHash = "00" },
            Sample with { Goods = [new(1, "assault_rifle", 0, "piece")] }, Sample with { Goods = [new(1, new string('a', 65), 1, "piece")] },
            Sample with { Status = new(0, -1) },
        ];
        Assert.All(unfit, extract => Assert.Throws<ArgumentException>(() => Text(extract)));
    }
}
