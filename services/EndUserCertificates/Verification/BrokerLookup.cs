using Exchange.Access;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Projections;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>Finds a broker by State and number, as far as the reader may see it.</summary>
internal sealed class BrokerLookup(IServiceScopeFactory scopes)
{
    private static readonly Func<CertificatesDb, Principal, DateTimeOffset, string, IAsyncEnumerable<BrokerStandingFact>> Numbered =
        Visibility.Compile((CertificatesDb db, IQueryable<Visible<BrokerStandingFact>> visible, string key) => visible
            .Where(b => b.Record.Key == key).Select(b => b.Record).AsNoTracking().TagWith(KeyedLookups.Tag));

    /// <summary>The broker's standing as last published, or null if the reader may not see one.</summary>
    public async Task<BrokerStandingFact?> FindAsync(string state, string number, Principal reader, DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Numbered(scope.ServiceProvider.GetRequiredService<CertificatesDb>(), reader, now, BrokerStandingFact.KeyOf(state, number)).SingleOrDefaultAsync(ct);
    }
}
