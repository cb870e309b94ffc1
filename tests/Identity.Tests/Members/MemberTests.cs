using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;
using Exchange.Storage;
using Xunit;

namespace Exchange.Identity.Tests.Members;

public sealed class MemberTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string file = Path.GetTempFileName();
    private readonly SecretBox box;

    public MemberTests()
    {
        File.WriteAllText(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        box = SecretBox.FromFile(file);
    }

    [Fact]
    public void Keeps_an_old_key_until_its_last_token_has_expired_and_its_public_part_for_good()
    {
        var member = Kenya();
        var (first, second) = (member.Keys[0], Key(Start.AddHours(1)));
        member.RotateTo(second);

        Assert.Equal([second.Id, first.Id], Kids(member.ToTrust().Jwks));
        // The second signs from 13:00 on; the first one's last token lives until 13:10, and clocks differ.
        Assert.False(member.WithdrawOldKeys(Start.AddMinutes(70)));
        Assert.True(member.WithdrawOldKeys(Start.AddMinutes(71)));
        Assert.False(member.WithdrawOldKeys(Start.AddMinutes(72)));

        Assert.Equal([second.Id], Kids(member.ToTrust().Jwks));
        Assert.Equal([second.Id, first.Id], Kids(member.VerificationJwks()));
    }

    [Fact]
    public void Counts_up_its_version_with_each_change()
    {
        var member = Kenya();
        var versions = new List<long> { member.Version };
        foreach (var change in (Action[])
        [
            () => member.Suspend("reason"), () => member.Reinstate(Start), () => member.RotateTo(Key(Start.AddHours(1))),
            () => member.ReplaceCompromisedBy(Key(Start.AddHours(2)), Start), () => member.MoveIssuer("https://elsewhere.example"), () => member.SetPointsOfContact([]),
        ])
        {
            change();
            versions.Add(member.Version);
        }
        Assert.Equal(Enumerable.Range(1, versions.Count).Select(v => (long)v), versions);
    }

    [Fact]
    public void Forgets_compromised_keys_for_verification_too()
    {
        var member = Kenya();
        var next = Key(Start);
        member.ReplaceCompromisedBy(next, Start);

        Assert.Equal([next.Id], Kids(member.ToTrust().Jwks));
        Assert.Equal([next.Id], Kids(member.VerificationJwks()));
    }

    public void Dispose()
    {
        File.Delete(file);
    }

    private Member Kenya()
    {
        var member = new Member { Code = "KEN", Kind = "state", Name = "Kenya", Issuer = "https://exchange.example/identity/ken", AdmittedAt = Start };
        member.Keys.Add(Key(Start));
        return member;
    }

    private IssuerKey Key(DateTimeOffset signsFrom) => IssuerKey.New("KEN", box, signsFrom, signsFrom);

    private static List<string> Kids(string jwks) => [.. JsonNode.Parse(jwks)!["keys"]!.AsArray().Select(k => (string)k!["kid"]!)];
}
