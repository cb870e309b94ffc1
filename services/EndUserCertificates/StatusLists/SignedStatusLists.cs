using Exchange.Credentials;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Keys;
using Exchange.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.StatusLists;

/// <summary>
/// The signed status lists of each State (Token Status List, IETF). They are public and say only which places are not valid, so they are
/// cached, here and by those who fetch them, for <see cref="EndUserCertificatesOptions.StatusListCached"/>.
/// </summary>
internal sealed class SignedStatusLists(IServiceScopeFactory scopes, CertificateKeys keys, HybridCache cache, IConfiguration configuration, IOptions<EndUserCertificatesOptions> options, TimeProvider clock)
{
    /// <summary>Places in a list: 16 KiB before compression.</summary>
    public const int Size = 1 << 16;

    private readonly string publicUrl = configuration.PublicUrl();

    public static string Uri(string publicUrl, string member, int number) => $"{publicUrl}/v1/status-lists/{member}/{number}";

    /// <summary>Returns the list as a signed token; null if it does not exist.</summary>
    public ValueTask<string?> SignedAsync(string member, int number, CancellationToken ct) => cache.GetOrCreateAsync(
        $"status-list/{member}/{number}", (member, number), (list, token) => SignAsync(list.member, list.number, token),
        new HybridCacheEntryOptions { Expiration = options.Value.StatusListCached, LocalCacheExpiration = options.Value.StatusListCached }, cancellationToken: ct);

    /// <summary>Drops the cached list, so that the next request sees a change at once.</summary>
    public ValueTask ForgetAsync(string member, int number, CancellationToken ct) => cache.RemoveAsync($"status-list/{member}/{number}", ct);

    private async ValueTask<string?> SignAsync(string member, int number, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CertificatesDb>();
        if (!await db.StatusLists.AnyAsync(l => l.Member == member && l.Number == number, ct)) return null;
        var list = new StatusList(Size);
        foreach (var place in await db.StatusEntries.AsNoTracking().Where(s => s.Member == member && s.List == number && s.Status != CertificateStatus.Valid).ToListAsync(ct))
            list.Set(place.Index, place.Status == CertificateStatus.Suspended ? TokenStatus.Suspended : TokenStatus.Invalid);
        var now = clock.GetUtcNow();
        var token = new StatusListToken
        {
            Uri = Uri(publicUrl, member, number),
            IssuedAt = now,
            ExpiresAt = now + options.Value.StatusListLifetime,
            TimeToLive = options.Value.StatusListCached,
            List = list,
        };
        return await keys.SignAsync(member, token.Sign, ct);
    }
}
