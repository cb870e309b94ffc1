using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Exchange.Credentials.Tests;

public sealed class CredentialKeyTests
{
    // RFC 7515, appendix A.3.1.
    private const string X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    private const string Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

    private static JsonObject Jwk() => new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = X, ["y"] = Y };

    private static Reading<CredentialKey> With(string member, JsonNode? value)
    {
        var jwk = Jwk();
        jwk[member] = value;
        return CredentialKey.Parse(jwk.ToJsonString());
    }

    [Fact]
    public void The_id_is_the_thumbprint_that_another_implementation_computes()
    {
        using var signing = new Signing();
        var theirs = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(signing.Private));
        Assert.Equal(Base64UrlEncoder.Encode(theirs.ComputeJwkThumbprint()), signing.KeyId);
        Assert.True(CredentialKey.IsId(signing.KeyId));
    }

    [Fact]
    public void A_key_is_the_same_after_writing_and_reading() => Gen.Int.Sample(_ =>
    {
        using var signing = new Signing();
        var read = CredentialKey.Parse(signing.Public.ToJwk()).Value;
        return read.Id == signing.KeyId && read.ToJwk() == signing.Public.ToJwk();
    }, iter: 50);

    [Fact]
    public void A_JWK_without_id_and_with_members_that_mean_nothing_here_is_taken() => Assert.Null(With("valid_for", "years").Fault);

    [Theory]
    [InlineData("kty", "RSA", "key_type")]
    [InlineData("kty", "ec", "key_type")]
    [InlineData("kty", null, "key_type")]
    [InlineData("crv", "P-384", "key_type")]
    [InlineData("crv", "secp256k1", "key_type")]
    [InlineData("use", "enc", "key_type")]
    [InlineData("alg", "none", "key_type")]
    [InlineData("key_ops", "verify", "key_type")]
    [InlineData("d", "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI", "private_key")]
    [InlineData("k", "", "private_key")]
    [InlineData("x", "", "key_point")]
    [InlineData("x", null, "key_point")]
    [InlineData("x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "key_point")]
    [InlineData("x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEV", "key_point")] // another spelling of the same bytes
    [InlineData("x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU=", "key_point")]
    [InlineData("y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a4", "key_point")]
    [InlineData("y", "_____________________________________________", "key_point")]
    [InlineData("kid", "1", "key_id")]
    [InlineData("kid", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "key_id")]
    public void A_key_that_is_not_of_this_kind_is_refused(string member, string? value, string fault) => Assert.Equal(fault, With(member, value).Fault?.Code);

    [Fact]
    public void A_coordinate_beyond_the_field_is_refused()
    {
        // The same point with x plus the field's prime, which fits into 32 bytes for a small x: (0, √b) has such a twin.
        var prime = Convert.FromHexString("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
        var jwk = Jwk();
        jwk["x"] = Base64Url.EncodeToString(prime);
        jwk["y"] = Base64Url.EncodeToString(Convert.FromHexString("66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4"));
        Assert.Equal(CredentialFault.KeyPoint, CredentialKey.Parse(jwk.ToJsonString()).Fault);
        jwk["x"] = Base64Url.EncodeToString(new byte[32]);
        Assert.Null(CredentialKey.Parse(jwk.ToJsonString()).Fault);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"kty":"EC","kty":"EC"}""")]
    [InlineData("""{"kty":"\ud800"}""")]
    public void What_is_no_JSON_object_is_refused(string? text) => Assert.Equal(CredentialFault.KeyForm, CredentialKey.Parse(text).Fault);

    [Fact]
    public void A_long_text_is_not_looked_at() =>
        Assert.Equal(CredentialFault.TooLong, CredentialKey.Parse(new string('{', CredentialKey.LongestText + 1)).Fault);

    [Fact]
    public void A_key_on_another_curve_cannot_be_had()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<ArgumentException>(() => CredentialKey.Of(other));
        using var sameSize = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        Assert.Throws<ArgumentException>(() => CredentialKey.Of(sameSize));
    }

    [Fact]
    public void A_set_finds_each_of_its_keys_old_ones_too()
    {
        using Signing present = new(), old = new(), foreign = new();
        var set = CredentialKeySet.Parse(new CredentialKeySet(present.Public, old.Public, present.Public).ToJwks()).Value;
        Assert.Equal(2, set.Count);
        Assert.Equal(old.KeyId, set.Find(old.KeyId)?.Id);
        Assert.Equal(present.KeyId, set.Find(present.KeyId)?.Id);
        Assert.Null(set.Find(foreign.KeyId));
    }

    [Fact]
    public void A_set_leaves_out_keys_of_other_kinds()
    {
        var set = CredentialKeySet.Parse($$"""{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"},{{Jwk().ToJsonString()}}]}""");
        Assert.Equal(1, set.Value.Count);
    }

    [Theory]
    [InlineData(null, "key_form")]
    [InlineData("", "key_form")]
    [InlineData("{}", "key_form")]
    [InlineData("""{"keys":{}}""", "key_form")]
    [InlineData("""{"keys":[1]}""", "key_form")]
    [InlineData("""{"keys":[],"keys":[]}""", "key_form")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","d":"AQ"}]}""", "private_key")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"}]}""", "key_point")]
    public void A_set_that_cannot_be_trusted_is_refused_as_a_whole(string? text, string fault) => Assert.Equal(fault, CredentialKeySet.Parse(text).Fault?.Code);

    [Fact]
    public void A_set_of_too_many_keys_or_characters_is_refused()
    {
        var many = string.Join(',', Enumerable.Repeat("""{"kty":"RSA"}""", CredentialKeySet.MostKeys + 1));
        Assert.Equal(CredentialFault.TooLong, CredentialKeySet.Parse($$"""{"keys":[{{many}}]}""").Fault);
        Assert.Equal(CredentialFault.TooLong, CredentialKeySet.Parse(new string(' ', CredentialKeySet.LongestText + 1)).Fault);
    }
}
