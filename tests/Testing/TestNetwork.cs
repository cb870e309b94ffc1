using System.Text.Json;
using Exchange.Contracts;
using Exchange.Hosting.Trust;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exchange.Testing;

/// <summary>
/// The sample members, each with an issuer of its own: States KEN, UGA, TZA, SOM (together EAC), CZE and TCD, the
/// organizations EAC and ECOWAS, and the operator. It needs no Identity service: hosts are given what they would have heard of it.
/// </summary>
public sealed class TestNetwork : IDisposable
{
    private static readonly string[] EastAfrica = ["KEN", "UGA", "TZA", "SOM"];
    private readonly Dictionary<string, TestIssuer> issuers = EastAfrica.Concat(["CZE", "TCD"]).Select(code => new TestIssuer(code))
        .Concat(new[] { "EAC", "ECOWAS" }.Select(code => new TestIssuer(code, MemberKind.Organization)))
        .Append(new TestIssuer("NETWORK", MemberKind.Operator))
        .ToDictionary(i => i.Member);

    /// <summary>The issuer of a member.</summary>
    public TestIssuer this[string member] => issuers[member];

    /// <summary>What services have to know of the members.</summary>
    public IEnumerable<MemberTrust> Members => issuers.Values.Select(i => i.Trust);

    /// <summary>A token of <c>KEN/customs</c>, with what it has in <see cref="SampleIdentities"/>.</summary>
    public string Token(string identity) => this[identity.Split('/')[0]].Token(identity.Split('/')[1]);

    public IReadOnlyList<GroupChanged> Groups { get; } =
    [
        new("EAC", "East African Community", [.. EastAfrica.Select(m => new GroupMembership(m, new DateOnly(2000, 7, 7), null))], 1),
        new("ECOWAS", "Economic Community of West African States", [], 1),
    ];

    public void Dispose()
    {
        foreach (var issuer in issuers.Values) issuer.Dispose();
    }

    /// <summary>Tells a running host a member's new state, as Identity's event would, and waits until the host acts by it.</summary>
    public static async Task TellAsync(IServiceProvider host, MemberTrust member)
    {
        await PutAsync(host, [member], []);
        var directory = host.GetRequiredService<TrustDirectory>();
        await Eventually.HoldsAsync($"the host knows version {member.Version} of {member.Code}",
            () => directory.Member(member.Code)?.Version >= member.Version);
    }

    /// <summary>Tells a running host a group's new state, as Identity's event would, and waits until the host acts by it.</summary>
    public static async Task TellAsync(IServiceProvider host, GroupChanged group)
    {
        await PutAsync(host, [], [group]);
        var directory = host.GetRequiredService<TrustDirectory>();
        await Eventually.HoldsAsync($"the host knows version {group.Version} of {group.Code}",
            () => directory.Groups.Any(g => g.Code == group.Code && g.Version >= group.Version));
    }

    private static async Task PutAsync(IServiceProvider host, IEnumerable<MemberTrust> members, IEnumerable<GroupChanged> groups)
    {
        await using var scope = host.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrustDb>();
        foreach (var member in members)
        {
            if (await db.Members.FindAsync(member.Code) is { } known) db.Members.Remove(known);
            db.Members.Add(new TrustedMember { Code = member.Code, Version = member.Version, State = JsonSerializer.Serialize(member) });
        }
        foreach (var group in groups)
        {
            if (await db.Groups.FindAsync(group.Code) is { } known) db.Groups.Remove(known);
            db.Groups.Add(new TrustedGroup { Code = group.Code, Version = group.Version, State = JsonSerializer.Serialize(group) });
        }
        await db.SaveChangesAsync();
    }

    /// <summary>Fills a host's projection after its migrations and before it is first read.</summary>
    public sealed class Seed(TestNetwork network, IServiceProvider host) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) =>
            PutAsync(host, network.Members, network.Groups);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
