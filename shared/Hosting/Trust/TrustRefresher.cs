using System.Text.Json;
using Exchange.Contracts;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Hosting.Trust;

/// <summary>How many members and groups the projection holds, and the sums of their versions, which only grow.</summary>
internal sealed record TrustVersion(int Members, long MemberVersions, int Groups, long GroupVersions);

/// <summary>
/// Reads the projection into <see cref="TrustDirectory"/> every second: a replica that did not get the event itself still knows of a suspension
/// within seconds. At start it asks Identity to publish everything again, since events from before this service's queue existed never reached it.
/// </summary>
internal sealed class TrustRefresher(
    string service, TrustDirectory directory, IServiceScopeFactory scopes, TimeProvider clock, ILogger<TrustRefresher> log)
    : SnapshotRefresher<TrustVersion>("Reading the trusted members", TimeSpan.FromSeconds(1), scopes, clock, log)
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await using var scope = Scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOutbox<TrustDb>>().PublishAsync(new TrustRequested(service), cancellationToken);
        await scope.ServiceProvider.GetRequiredService<TrustDb>().SaveChangesAsync(cancellationToken);
    }

    protected override async Task<TrustVersion> VersionAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<TrustDb>();
        var members = await db.Members.GroupBy(_ => 1).Select(all => new { Count = all.Count(), Sum = all.Sum(m => m.Version) }).SingleOrDefaultAsync(ct);
        var groups = await db.Groups.GroupBy(_ => 1).Select(all => new { Count = all.Count(), Sum = all.Sum(g => g.Version) }).SingleOrDefaultAsync(ct);
        return new(members?.Count ?? 0, members?.Sum ?? 0, groups?.Count ?? 0, groups?.Sum ?? 0);
    }

    protected override async Task ReplaceAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<TrustDb>();
        var members = await db.Members.AsNoTracking().Select(m => m.State).ToListAsync(ct);
        var groups = await db.Groups.AsNoTracking().Select(g => g.State).ToListAsync(ct);
        directory.Replace(
            [.. members.Select(m => JsonSerializer.Deserialize<MemberTrust>(m)!)],
            [.. groups.Select(g => JsonSerializer.Deserialize<GroupChanged>(g)!)]);
    }
}
