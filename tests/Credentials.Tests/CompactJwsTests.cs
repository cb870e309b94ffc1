using System.Buffers.Text;
using System.Text;
using CsCheck;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Exchange.Credentials.Tests;

public sealed class CompactJwsTests : IDisposable
{
    private const string Payload = """{"iss":"TCD","n":"TCD/2026/0001"}""";
    private const int Longest = 20_000;

    private readonly Signing signing = new();

    public void Dispose() => signing.Dispose();

    private static Reading<CompactJws> Read(string? text) => CompactJws.Read(text, CredentialTypes.Certificate, Longest);

    private string? Judge(string text) => Read(text) is var read && read.Fault is { } fault ? fault.Code : read.Value.Verify(signing.Keys)?.Code;

    [Fact]
    public void What_was_signed_is_read_and_verified()
    {
        var jws = Read(signing.Sign(CredentialTypes.Certificate, Payload)).Value;
        Assert.Null(jws.Verify(signing.Keys));
        Assert.Equal(signing.KeyId, jws.KeyId);
        Assert.Equal(Payload, Encoding.UTF8.GetString(jws.Payload.Span));
    }

    [Fact]
    public void The_signature_of_RFC_7515_appendix_A_3_is_verified()
    {
        const string Header = "eyJhbGciOiJFUzI1NiJ9";
        const string Claims = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        var key = CredentialKey.Parse("""
            {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
            """).Value;
        var signature = Base64Url.DecodeFromChars("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");

        Assert.True(key.Verify(Encoding.ASCII.GetBytes($"{Header}.{Claims}"), signature));
        Assert.False(key.Verify(Encoding.ASCII.GetBytes($"{Header}.{Claims[..^1]}g"), signature));
        // As a credential it lacks what this network asks for.
        Assert.Equal(CredentialFault.Type, Read($"{Header}.{Claims}.{Base64Url.EncodeToString(signature)}").Fault);
    }

    [Fact]
    public async Task Another_implementation_validates_what_we_sign()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var text = signing.Sign(CredentialTypes.Certificate, $$"""{"iss":"TCD","exp":{{now.AddHours(1).ToUnixTimeSeconds()}},"n":"1"}""");
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidIssuer = "TCD", ValidateAudience = false, ValidTypes = [CredentialTypes.Certificate], ValidAlgorithms = ["ES256"],
            IssuerSigningKey = new JsonWebKey(signing.Public.ToJwk()),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("1", result.Claims["n"]);
    }

    [Fact]
    public void We_read_what_another_implementation_signs()
    {
        var text = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "TCD", TokenType = CredentialTypes.Certificate, Claims = new Dictionary<string, object> { ["n"] = "é" },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(signing.Private) { KeyId = signing.KeyId }, SecurityAlgorithms.EcdsaSha256),
        });
        Assert.Null(Read(text).Value.Verify(signing.Keys));
    }

    public static TheoryData<string, string> Headers => new()
    {
        { """{"alg":"none","typ":"euc+jwt","kid":"KID"}""", "algorithm" },
        { """{"alg":"nOnE","typ":"euc+jwt","kid":"KID"}""", "algorithm" },
        { """{"alg":"HS256","typ":"euc+jwt","kid":"KID"}""", "algorithm" },
        { """{"alg":"RS256","typ":"euc+jwt","kid":"KID"}""", "algorithm" },
        { """{"alg":"ES384","typ":"euc+jwt","kid":"KID"}""", "algorithm" },
        { """{"alg":"ES256K","typ":"euc+jwt","kid":"KID"}""", "algorithm" },
        { """{"alg":"es256","typ":"euc+jwt","kid":"KID"}""", "algorithm" },
        { """{"alg":"ES256 ","typ":"euc+jwt","kid":"KID"}""", "algorithm" },
        { """{"alg":["ES256"],"typ":"euc+jwt","kid":"KID"}""", "algorithm" },
        { """{"alg":null,"typ":"euc+jwt","kid":"KID"}""", "algorithm" },
        { """{"typ":"euc+jwt","kid":"KID"}""", "algorithm" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","jwk":JWK}""", "embedded_key" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","jwk":null}""", "embedded_key" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","jku":"https://attacker.example/jwks"}""", "embedded_key" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","x5u":"https://attacker.example/x5u"}""", "embedded_key" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","x5c":["MIIB"]}""", "embedded_key" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","j\u0077k":{}}""", "embedded_key" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","crit":["exp"],"exp":1}""", "header" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","b64":false,"crit":["b64"]}""", "header" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","cty":"JWT"}""", "header" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","zip":"DEF"}""", "header" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","x5t":"AA"}""", "header" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","":1}""", "header" },
        { """{"alg":"none","alg":"ES256","typ":"euc+jwt","kid":"KID"}""", "header" },
        { """{"alg":"ES256","\u0061lg":"ES256","typ":"euc+jwt","kid":"KID"}""", "header" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID","kid":"KID"}""", "header" },
        { """["ES256"]""", "header" },
        { """"ES256"""", "header" },
        { "", "header" },
        { "{", "header" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID"}{}""", "header" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID",}""", "header" },
        { """{"alg":"ES256",/**/"typ":"euc+jwt","kid":"KID"}""", "header" },
        { """{"alg":"\ud800","typ":"euc+jwt","kid":"KID"}""", "header" },
        { """{"alg":"ES256","\udc00":"","typ":"euc+jwt","kid":"KID"}""", "header" },
        { """{"alg":"ES256","typ":"at+jwt","kid":"KID"}""", "type" },
        { """{"alg":"ES256","typ":"statuslist+jwt","kid":"KID"}""", "type" },
        { """{"alg":"ES256","typ":"euc-qr+jwt","kid":"KID"}""", "type" },
        { """{"alg":"ES256","typ":"JWT","kid":"KID"}""", "type" },
        { """{"alg":"ES256","typ":"EUC+JWT","kid":"KID"}""", "type" },
        { """{"alg":"ES256","typ":"application/euc+jwt","kid":"KID"}""", "type" },
        { """{"alg":"ES256","typ":7,"kid":"KID"}""", "type" },
        { """{"alg":"ES256","kid":"KID"}""", "type" },
        { """{"alg":"ES256","typ":"euc+jwt"}""", "key_id" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":""}""", "key_id" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":0}""", "key_id" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"../../../../etc/passwd"}""", "key_id" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"' OR 1=1; DROP TABLE keys; --"}""", "key_id" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KIDKID"}""", "key_id" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID "}""", "key_id" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"KID\u0000"}""", "key_id" },
        { """{"alg":"ES256","typ":"euc+jwt","kid":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"}""", "key_id" }, // not canonical
        { """{"alg":"ES256","typ":"euc+jwt","kid":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""", "unknown_key" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_that_is_not_exactly_ours_is_refused_though_the_signature_is_good(string header, string fault) =>
        Assert.Equal(fault, Judge(signing.Forge(Fill(header), Payload)));

    [Fact]
    public void An_unsigned_text_is_told_for_what_it_is()
    {
        var unsigned = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Fill("""{"alg":"none","typ":"euc+jwt","kid":"KID"}""")))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Payload))}";
        Assert.Equal("algorithm", Judge($"{unsigned}."));
        Assert.Equal("malformed", Judge(unsigned));
    }

    public static TheoryData<string> Payloads => new(
        "", " ", "null", "1", "[]", """
        "text"
        """, "{", """{"n":1}{}""", """{"n":1,}""", """{"n":1,"n":1}""", """{"a":{"n":1,"n":2}}""", """{"n":1,"\u006e":2}""", """{"n":"\ud83d"}""",
        """{"n":"\udc00\ud800"}""", """{"n":"\ud800\u0041"}""", """{"\udfff":1}""", """{"n":"\""", """{"n":"\u12""", """{"n":"\x"}""", "{\"n\":\"\u0001\"}",
        $$"""{"n":{{new string('[', StrictJson.MaxDepth)}}{{new string(']', StrictJson.MaxDepth)}}}""");

    [Theory]
    [MemberData(nameof(Payloads))]
    public void A_payload_that_is_not_one_unambiguous_object_is_refused(string payload) =>
        Assert.Equal("payload", Judge(signing.Forge(signing.Header("euc+jwt"), payload)));

    [Fact]
    public void A_payload_that_is_not_UTF_8_is_refused()
    {
        byte[] latin = [.. "{\"n\":\""u8, 0xE9, .. "\"}"u8];
        byte[] marked = [0xEF, 0xBB, 0xBF, .. "{}"u8];
        Assert.Equal("payload", Judge(signing.Forge(Encoding.UTF8.GetBytes(signing.Header("euc+jwt")), latin)));
        Assert.Equal("payload", Judge(signing.Forge(Encoding.UTF8.GetBytes(signing.Header("euc+jwt")), marked)));
    }

    [Theory]
    [InlineData("""{"n":"\ud83d\ude00 \\ud800 \\\\"}""")]
    [InlineData("""{"n":"\u00e9\n\"\/"}""")]
    [InlineData("{}")]
    public void A_payload_with_escapes_that_are_text_is_read(string payload) => Assert.Null(Judge(signing.Forge(signing.Header("euc+jwt"), payload)));

    [Theory]
    [InlineData("H.P")]
    [InlineData("H.P.S.S")]
    [InlineData("H..P.S")]
    [InlineData(".H.P.S")]
    [InlineData("H")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData(" H.P.S")]
    [InlineData("H.P.S\n")]
    [InlineData("H.P.S=")]
    [InlineData("H=.P.S")]
    [InlineData("H.P=.S")]
    [InlineData("H.P+.S")]
    [InlineData("H.P/.S")]
    [InlineData("H.P%3D.S")]
    [InlineData("H.PA.S")]
    [InlineData("H.PAA.S")]
    [InlineData("H.P.SAAA\u00e9")]
    [InlineData("H.P\u0000.S")]
    [InlineData("H.P.\u0435")]
    [InlineData("H.P.S\ud800")]
    [InlineData("{\"payload\":\"P\",\"protected\":\"H\",\"signature\":\"S\"}")]
    public void A_text_of_another_shape_is_refused(string shape)
    {
        var parts = signing.Sign(CredentialTypes.Certificate, Payload).Split('.');
        // No filled part holds an H, P or S that would be filled again.
        var text = string.Concat(shape.Select(c => c switch { 'H' => parts[0], 'P' => parts[1], 'S' => parts[2], _ => c.ToString() }));
        Assert.Contains(Judge(text), (string?[])["malformed", "header", "payload"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(72)] // as a DER sequence
    [InlineData(256)] // as RSA has it
    public void A_signature_of_another_length_is_refused(int length)
    {
        var text = signing.Sign(CredentialTypes.Certificate, Payload);
        Assert.Equal("signature", Judge($"{text[..text.LastIndexOf('.')]}.{Base64Url.EncodeToString(new byte[length])}"));
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x01)]
    [InlineData(0xFF)]
    public void A_signature_of_extreme_numbers_is_refused(byte fill)
    {
        var text = signing.Sign(CredentialTypes.Certificate, Payload);
        Assert.Equal("signature", Judge($"{text[..text.LastIndexOf('.')]}.{Base64Url.EncodeToString(Enumerable.Repeat(fill, 64).ToArray())}"));
    }

    [Fact]
    public void Only_the_key_that_is_named_is_tried()
    {
        using var other = new Signing();
        var both = new CredentialKeySet(signing.Public, other.Public);
        var misnamed = other.Forge(signing.Header("euc+jwt"), Payload); // signed by the one, names the other
        Assert.Equal(CredentialFault.Signature, Read(misnamed).Value.Verify(both));
        Assert.Equal(CredentialFault.UnknownKey, Read(signing.Sign(CredentialTypes.Certificate, Payload)).Value.Verify(other.Keys));
        Assert.Null(Read(signing.Sign(CredentialTypes.Certificate, Payload)).Value.Verify(both));
    }

    [Fact]
    public void A_text_longer_than_the_bound_is_not_decoded()
    {
        var text = signing.Sign(CredentialTypes.Certificate, Payload);
        Assert.Null(CompactJws.Read(text, CredentialTypes.Certificate, text.Length).Fault);
        Assert.Equal(CredentialFault.TooLong, CompactJws.Read(text, CredentialTypes.Certificate, text.Length - 1).Fault);

        var long5 = $"{text[..text.IndexOf('.', StringComparison.Ordinal)]}.{new string('A', 5_000_000)}.{text[(text.LastIndexOf('.') + 1)..]}";
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Read(long5).Fault;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.Equal(CredentialFault.TooLong, fault);
    }

    [Fact]
    public void No_text_is_a_fault_too() => Assert.Equal(CredentialFault.Malformed, Read(null).Fault);

    [Theory]
    [InlineData("a\"b", "{}")]
    [InlineData("euc+jwt", "[]")]
    [InlineData("euc+jwt", """{"n":1,"n":2}""")]
    public void What_no_reader_would_take_is_not_signed(string type, string payload) =>
        Assert.Throws<ArgumentException>(() => signing.Sign(type, payload));

    [Fact]
    public void A_key_does_not_sign_under_the_id_of_another()
    {
        using var other = new Signing();
        Assert.Throws<ArgumentException>(() => CompactJws.Sign(CredentialTypes.Certificate, other.KeyId, "{}"u8, signing.Private));
    }

    [Fact]
    public void A_fault_has_a_code_of_its_own_and_a_sentence()
    {
        Assert.Equal(CredentialFault.All.Count, CredentialFault.All.Select(f => f.Code).Distinct().Count());
        Assert.Equal(CredentialFault.All.Count, typeof(CredentialFault).GetProperties().Count(p => p.PropertyType == typeof(CredentialFault)));
        Assert.All(CredentialFault.All, f => Assert.Matches("^[a-z][a-z_]*$", f.Code));
        Assert.All(CredentialFault.All, f => Assert.Matches(@"^[A-Z].*\.$", f.Sentence));
    }

    [Fact]
    public void What_was_not_taken_cannot_be_used() => Assert.Throws<InvalidOperationException>(() => Read("a.b").Value);

    [Fact]
    public void Any_object_that_is_signed_is_read_as_it_was() => Gen.Dictionary(Gen.String.Where(s => !s.Any(char.IsSurrogate)), Gen.Int)[0, 20].Sample(members =>
    {
        var payload = System.Text.Json.JsonSerializer.Serialize(members);
        var jws = CompactJws.Read(signing.Sign(CredentialTypes.Receipt, payload), CredentialTypes.Receipt, 100_000).Value;
        return jws.Verify(signing.Keys) is null && Encoding.UTF8.GetString(jws.Payload.Span) == payload;
    }, iter: 200);

    [Fact]
    public void Any_single_changed_character_is_noticed()
    {
        var text = signing.Sign(CredentialTypes.Certificate, Payload);
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char["-_.=+/"], Gen.Char))
            .Where((at, to) => text[at] != to)
            .Sample((at, to) => Judge($"{text[..at]}{to}{text[(at + 1)..]}") is not null, iter: 5000);
    }

    [Fact]
    public void Any_lost_or_added_character_is_noticed()
    {
        var text = signing.Sign(CredentialTypes.Certificate, Payload);
        Assert.All(Enumerable.Range(0, text.Length), at => Assert.NotNull(Judge(text[..at])));
        Assert.All(Enumerable.Range(0, text.Length), at => Assert.NotNull(Judge(text.Remove(at, 1))));
        Assert.All(Enumerable.Range(0, text.Length + 1), at => Assert.NotNull(Judge(text.Insert(at, "A"))));
    }

    [Fact]
    public void Any_text_gets_an_answer() => Gen.Select(Gen.String, Gen.String, Gen.String).Sample((a, b, c) =>
        Judge($"{a}.{b}.{c}") is not null
        && Judge(signing.Forge(a, b)) is not null
        && Judge(signing.Forge(signing.Header("euc+jwt"), b)) is not null
        && Judge(signing.Forge(signing.Header("euc+jwt"), $$"""{"{{a}}":"{{c}}"}""")) is null or "payload", iter: 2000);

    [Fact]
    public void Keys_verify_on_many_threads_at_once()
    {
        var texts = Enumerable.Range(0, 200).Select(i => signing.Sign(CredentialTypes.Certificate, $$"""{"n":{{i}} }""")).ToList();
        var keys = signing.Keys;
        Assert.All(texts.AsParallel().Select(t => Read(t).Value.Verify(keys)), Assert.Null);
    }

    private string Fill(string header) => header
        .Replace("KID", signing.KeyId, StringComparison.Ordinal)
        .Replace("JWK", signing.Public.ToJwk(), StringComparison.Ordinal);
}
