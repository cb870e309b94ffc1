using Exchange.DiversionCases.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Places;

/// <summary>Brings imported places into memory: before the host serves, and soon after another process imported some.</summary>
internal sealed class PlaceRefresher(PlaceLookup lookup, IServiceScopeFactory scopes, TimeProvider clock, ILogger<PlaceRefresher> log)
    : SnapshotRefresher<int>("Reading the places", TimeSpan.FromSeconds(10), scopes, clock, log)
{
    protected override async Task<int> VersionAsync(IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<CasesDb>().Set<PlaceImport>().MaxAsync(i => (int?)i.Number, ct) ?? 0;

    protected override async Task ReplaceAsync(IServiceProvider services, CancellationToken ct) =>
        lookup.Use(await services.GetRequiredService<CasesDb>().Set<KnownPlace>().AsNoTracking().ToListAsync(ct));
}
