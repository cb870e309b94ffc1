using System.Text.Json.Nodes;
using Xunit;

namespace Exchange.Credentials.Tests;

public sealed class StatusListTokenTests : IDisposable
{
    private const string Uri = "https://exchange.example/v1/status-lists/TCD/0";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Signing signing = new();

    public void Dispose() => signing.Dispose();

    private static StatusListToken Token(DateTimeOffset? issuedAt = null)
    {
        var list = new StatusList(100);
        list.Set(7, TokenStatus.Suspended);
        var at = issuedAt ?? Now;
        return new StatusListToken { Uri = Uri, IssuedAt = at, ExpiresAt = at.AddDays(1), TimeToLive = TimeSpan.FromMinutes(15), List = list };
    }

    private string Signed(DateTimeOffset? issuedAt = null) => Token(issuedAt).Sign(signing.KeyId, signing.Private);

    private Reading<StatusListToken> Read(string text, DateTimeOffset? now = null, DateTimeOffset? newestSeen = null) =>
        StatusListToken.Read(text, Uri, signing.Keys, now ?? Now, newestSeen);

    /// <summary>Signs the token with a claim changed, or without it.</summary>
    private string With(string path, string? json)
    {
        var claims = JsonNode.Parse(Token().Payload())!.AsObject();
        var names = path.Split('.');
        var parent = names.Length == 1 ? claims : claims[names[0]]!.AsObject();
        if (json is null) parent.Remove(names[^1]);
        else parent[names[^1]] = JsonNode.Parse(json);
        return signing.Sign(CredentialTypes.StatusList, claims.ToJsonString());
    }

    [Fact]
    public void What_was_signed_is_read()
    {
        var token = Read(Signed()).Value;
        Assert.Equal((Uri, Now, Now.AddDays(1), TimeSpan.FromMinutes(15)), (token.Uri, token.IssuedAt, token.ExpiresAt, token.TimeToLive));
        Assert.Equal(TokenStatus.Suspended, token.List.Get(7).Value);
        Assert.Equal(TokenStatus.Valid, token.List.Get(8).Value);
        Assert.Equal(CredentialFault.OutOfRange, token.List.Get(100).Fault);
    }

    [Fact]
    public void The_claims_are_those_of_the_standard() => Assert.Equal(
        $$$"""{"sub":"{{{Uri}}}","iat":{{{Now.ToUnixTimeSeconds()}}},"exp":{{{Now.AddDays(1).ToUnixTimeSeconds()}}},"ttl":900,"status_list":{"bits":2,"lst":"{{{Token().List.Encode()}}}"}}""",
        System.Text.Encoding.UTF8.GetString(Token().Payload()));

    [Fact]
    public void A_claim_that_this_network_does_not_know_is_no_fault() => Assert.Null(Read(With("iss", "\"TCD\"")).Fault);

    [Fact]
    public void A_full_list_that_cannot_be_packed_fits()
    {
        var list = new StatusList(StatusList.MostPlaces);
        var random = new Random(1);
        for (var place = 0; place < list.Places; place++) list.Set(place, (TokenStatus)random.Next(3));
        Assert.Null(Read((Token() with { List = list }).Sign(signing.KeyId, signing.Private)).Fault);
    }

    [Theory]
    [InlineData(-60, "not_yet_valid")] // its clock is more than a minute ahead
    [InlineData(-59, null)]
    [InlineData(0, null)]
    [InlineData(86_399, null)]
    [InlineData(86_400, "stale")]
    [InlineData(100_000_000, "stale")]
    public void A_list_counts_from_its_time_until_it_expires(int secondsAfter, string? fault)
    {
        // One second is left out of the tolerance so that both sides of the edge are seen.
        var issuedAt = Now.AddSeconds(secondsAfter == -60 ? 1 : 0);
        Assert.Equal(fault, Read(Signed(issuedAt), Now.AddSeconds(secondsAfter)).Fault?.Code);
    }

    [Fact]
    public void A_list_older_than_one_seen_is_rolled_back()
    {
        Assert.Equal(CredentialFault.RolledBack, Read(Signed(), Now, Now.AddSeconds(1)).Fault);
        Assert.Null(Read(Signed(), Now, Now).Fault);
        Assert.Null(Read(Signed(), Now, Now.AddDays(-3)).Fault);
    }

    [Fact]
    public void A_list_of_any_age_can_be_opened_and_asked_how_old_it_is()
    {
        var token = StatusListToken.Open(Signed(Now.AddDays(-30)), Uri, signing.Keys).Value;
        Assert.Equal(Now.AddDays(-30), token.IssuedAt);
        Assert.Equal(CredentialFault.Stale, token.CheckAge(Now));
    }

    [Fact]
    public void A_list_of_another_address_issuer_or_kind_is_refused()
    {
        using var other = new Signing();
        Assert.Equal(CredentialFault.OtherList, StatusListToken.Read(Signed(), Uri + "1", signing.Keys, Now).Fault);
        Assert.Equal(CredentialFault.UnknownKey, StatusListToken.Read(Signed(), Uri, other.Keys, Now).Fault);
        Assert.Equal(CredentialFault.Signature, Read(other.Forge(signing.Header(CredentialTypes.StatusList), System.Text.Encoding.UTF8.GetString(Token().Payload()))).Fault);
        Assert.Equal(CredentialFault.Type, Read(signing.Sign(CredentialTypes.Certificate, System.Text.Encoding.UTF8.GetString(Token().Payload()))).Fault);
    }

    [Fact]
    public void A_list_without_signature_is_refused()
    {
        var signed = Signed();
        Assert.Equal(CredentialFault.Signature, Read(signed[..(signed.LastIndexOf('.') + 1)]).Fault);
        Assert.Equal(CredentialFault.Malformed, Read(signed[..signed.LastIndexOf('.')]).Fault);
        Assert.Equal(CredentialFault.Algorithm, Read(signing.Forge("""{"alg":"none","typ":"statuslist+jwt"}""", "{}")).Fault);
        Assert.Equal(CredentialFault.TooLong, Read(new string('.', StatusListToken.LongestText + 1)).Fault);
    }

    [Theory]
    [InlineData("sub", null, "content")]
    [InlineData("sub", "1", "content")]
    [InlineData("iat", null, "content")]
    [InlineData("iat", "\"1772366400\"", "content")]
    [InlineData("iat", "1.5", "content")]
    [InlineData("iat", "-1", "content")]
    [InlineData("iat", "99999999999999", "content")]
    [InlineData("iat", "1e300", "content")]
    [InlineData("exp", null, "content")]
    [InlineData("exp", "1", "content")]
    [InlineData("ttl", null, "content")]
    [InlineData("ttl", "0", "content")]
    [InlineData("ttl", "-900", "content")]
    [InlineData("status_list", null, "list_form")]
    [InlineData("status_list", "[]", "list_form")]
    [InlineData("status_list.bits", null, "list_form")]
    [InlineData("status_list.bits", "1", "list_form")]
    [InlineData("status_list.bits", "8", "list_form")]
    [InlineData("status_list.bits", "\"2\"", "list_form")]
    [InlineData("status_list.lst", null, "list_form")]
    [InlineData("status_list.lst", "\"\"", "list_form")]
    [InlineData("status_list.lst", "\"eNo76fIT\"", "list_form")]
    public void A_signed_list_that_lacks_something_is_refused(string claim, string? json, string fault) => Assert.Equal(fault, Read(With(claim, json)).Fault?.Code);

    [Fact]
    public void What_no_reader_would_take_is_not_signed() =>
        Assert.Throws<ArgumentException>(() => (Token() with { TimeToLive = TimeSpan.Zero }).Sign(signing.KeyId, signing.Private));
}
