using Exchange.Contracts;
using Exchange.Hosting.Trust;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Exchange.Hosting.Tests;

public sealed class TrustDirectoryTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private readonly TrustDirectory trust = new();

    public TrustDirectoryTests() => trust.Replace(
        [Member("KEN"), Member("UGA"), Member("SOM", status: MemberStatus.Suspended), Member("CZE"), Member("EAC", MemberKind.Organization), Member("NETWORK", MemberKind.Operator)],
        [new GroupChanged("EAC", "East African Community",
            [new("KEN", new(2000, 7, 7), null), new("UGA", new(2000, 7, 7), new(2026, 11, 22)), new("SOM", new(2024, 3, 4), null), new("TZA", new(2000, 7, 7), null)], 1)]);

    internal static MemberTrust Member(string code, string kind = MemberKind.State, string status = MemberStatus.Active, string? issuer = null) => new()
    {
        Code = code, Kind = kind, Name = code, Status = status, Issuer = issuer ?? $"http://127.0.0.1/identity/{code}", MemberValue = code,
        Jwks = """{"keys":[]}""", Version = 1,
    };

    [Fact]
    public void A_State_is_reached_by_itself_its_groups_and_everyone() => Assert.Equal(["KEN", "EAC/*", "*"], trust.AddressesOf("KEN", Today));

    [Fact]
    public void A_membership_that_ended_yesterday_reaches_no_more()
    {
        Assert.Equal(["UGA", "*"], trust.AddressesOf("UGA", Today));
        Assert.Equal(["UGA", "EAC/*", "*"], trust.AddressesOf("UGA", Today.AddDays(-1)));
    }

    [Fact]
    public void An_organization_is_not_one_of_its_States() => Assert.Equal(["EAC", "*"], trust.AddressesOf("EAC", Today));

    [Fact]
    public void The_operator_is_not_everyone() => Assert.Equal(["NETWORK"], trust.AddressesOf("NETWORK", Today));

    [Fact]
    public void A_stranger_is_reached_by_nothing() => Assert.Empty(trust.AddressesOf("XXX", Today));

    [Fact]
    public void What_an_address_reaches_are_active_members_only()
    {
        Assert.Equal(["KEN"], trust.Reached("EAC/*", Today)!.Select(m => m.Code));
        Assert.Equal(["CZE", "EAC", "KEN", "UGA"], trust.Reached("*", Today)!.Select(m => m.Code).Order());
        Assert.Empty(trust.Reached("SOM", Today)!);
        Assert.Null(trust.Reached("XXX", Today));
        Assert.Null(trust.Reached("XXX/*", Today));
    }

    [Fact]
    public void An_issuer_claimed_by_two_members_speaks_for_neither()
    {
        trust.Replace([Member("KEN", issuer: "https://same"), Member("UGA", issuer: "https://same")], []);
        Assert.Null(trust.Find("https://same"));
    }

    [Fact]
    public void A_suspended_members_issuer_is_not_found() => Assert.Null(trust.Find("http://127.0.0.1/identity/SOM"));

    [Fact]
    public async Task A_process_that_knows_no_member_yet_is_not_ready()
    {
        var context = new HealthCheckContext { Registration = new HealthCheckRegistration("trust", new TrustHealth(trust), HealthStatus.Unhealthy, tags: null) };
        Assert.Equal(HealthStatus.Healthy, (await new TrustHealth(trust).CheckHealthAsync(context)).Status);
        Assert.Equal(HealthStatus.Unhealthy, (await new TrustHealth(new TrustDirectory()).CheckHealthAsync(context)).Status);
    }
}
