using CsCheck;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Trust;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Consumers;
using Exchange.RouteAlerts.Data;
using Exchange.Storage;
using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Consumers;

/// <summary>Whatever becomes of a case, nobody sees its alert at a level at which the case, as it then is, does not reach them.</summary>
public sealed class NeverWiderThanTheCaseTests
{
    private static readonly string[] Recipients = ["UGA", "TZA", "CZE", "EAC", "EAC/*", "*"];
    private static readonly string[][] FunctionSets = [[], ["customs"], ["law_enforcement"], ["customs", "analyst"]];

    private static readonly (string Member, string[] Functions)[] Readers =
    [
        ("KEN", ["licensing"]), ("UGA", ["customs"]), ("UGA", ["law_enforcement"]), ("TZA", ["customs", "border_control"]), ("CZE", []), ("EAC", ["analyst"]),
        ("ECOWAS", ["analyst"]), ("NETWORK", []),
    ];

    private static readonly Gen<Release> Releases =
        from to in Gen.OneOf(Recipients).Array[1, 3]
        from functions in Gen.OneOf(FunctionSets)
        from level in Gen.OneOf(ReleaseLevel.Hit, ReleaseLevel.Summary, ReleaseLevel.Full)
        from until in Gen.OneOf<int?>(null, -1, 1)
        select new Release { To = to, Functions = functions, Level = level, Until = until is { } hours ? TimeProvider.System.GetUtcNow().AddHours(hours) : null };

    private static readonly Gen<(int Version, string Status, bool HasRoute, Release[] Releases)[]> Histories =
        Gen.Select(Gen.Int[1, 6], Gen.OneOf("detected", "suspected", "erroneous"), Gen.Bool, Releases.Array[0, 4]).Array[1, 6];

    [Fact]
    public async Task No_sequence_of_versions_shows_more_than_the_case()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var trust = alerting.Host.Services.GetRequiredService<TrustDirectory>();
        await Histories.SampleAsync(async history =>
        {
            var facts = Facts.Case();
            var newest = 0;
            var releases = Array.Empty<Release>();
            foreach (var version in history)
            {
                await FollowAsync(alerting, facts with
                {
                    Version = version.Version,
                    Status = version.Status,
                    Route = version.HasRoute ? facts.Route : [],
                    Releases = version.Releases,
                });
                if (version.Version > newest) (newest, releases) = (version.Version, version.Releases);
                foreach (var (member, functions) in Readers)
                {
                    var seen = await LevelAsync(alerting, trust, facts.Id, member, functions);
                    var allowed = member == "KEN" ? ReleaseLevel.Full : Allowed(releases, member, functions);
                    Assert.True(seen is null || seen == allowed, $"{member} [{string.Join(' ', functions)}] sees {seen}, the case allows {allowed}");
                }
            }
        }, iter: 60, threads: 1);
    }

    // What a release means, said again without the code under test.
    private static ReleaseLevel? Allowed(IEnumerable<Release> releases, string member, string[] functions)
    {
        var now = TimeProvider.System.GetUtcNow();
        var east = member is "UGA" or "TZA";
        var reaching = releases.Where(r =>
            (r.Until is null || r.Until > now) &&
            (r.Functions.Count == 0 || r.Functions.Any(functions.Contains)) &&
            r.To.Any(to => to == member || (to == "*" && member != "NETWORK") || (to == "EAC/*" && east))).ToList();
        return reaching.Count == 0 ? null : reaching.Max(r => r.Level);
    }

    private static async Task FollowAsync(Alerting alerting, CaseFacts facts)
    {
        await using var scope = alerting.Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AlertsDb>();
        await db.InTransactionAsync(
            () => ActivatorUtilities.CreateInstance<RaiseAlertFromCase>(scope.ServiceProvider).FollowAsync(facts, CancellationToken.None), CancellationToken.None);
    }

    private static async Task<ReleaseLevel?> LevelAsync(Alerting alerting, TrustDirectory trust, Guid caseId, string member, string[] functions)
    {
        await using var scope = alerting.Host.Services.CreateAsyncScope();
        var now = TimeProvider.System.GetUtcNow();
        var principal = new Principal
        {
            Member = member,
            Subject = member,
            Functions = functions,
            Addresses = trust.AddressesOf(member, DateOnly.FromDateTime(now.UtcDateTime)),
        };
        return (await scope.ServiceProvider.GetRequiredService<AlertsDb>().VisibleTo<RouteAlert>(principal, now)
            .SingleOrDefaultAsync(v => v.Record.CaseId == caseId))?.Level;
    }
}
