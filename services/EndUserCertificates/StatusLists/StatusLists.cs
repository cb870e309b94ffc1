using System.Security.Cryptography;
using Exchange.Credentials;
using Exchange.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates;

/// <summary>What a place in a list says of its certificate.</summary>
internal sealed class StatusEntry
{
    public required string Member { get; init; }
    public required int List { get; init; }
    public required int Index { get; init; }

    /// <summary>Of the certificate; <see cref="CertificateStatus"/>.</summary>
    public required string Status { get; set; }

    public static StatusEntry Of(Certificate certificate) => new()
    {
        Member = certificate.Originator,
        List = certificate.StatusList,
        Index = certificate.StatusIndex,
        Status = certificate.Status,
    };
}

/// <summary>How many places of a State's list are taken; the newest list takes new certificates.</summary>
internal sealed class StatusListCounter
{
    public required string Member { get; init; }
    public required int Number { get; init; }
    public int Taken { get; init; }
}

/// <summary>
/// Gives certificates their places: drawn at random in a list that is at most half full, since places in a row would tell how many
/// certificates a State issues.
/// </summary>
internal sealed class StatusPlaces(CertificatesDb db)
{
    private const int MostTaken = StatusLists.Size / 2;

    /// <summary>A free place, taken within the caller's transaction.</summary>
    public async Task<StatusPlace> NextAsync(string member, CancellationToken ct)
    {
        while (true)
        {
            var newest = await db.StatusLists.Where(l => l.Member == member).MaxAsync(l => (int?)l.Number, ct) ?? 0;
            // The row also makes issuing of one State take turns: nobody else draws a place of this list meanwhile.
            if (newest == 0 || await db.StatusLists.Where(l => l.Member == member && l.Number == newest && l.Taken < MostTaken)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.Taken, l => l.Taken + 1), ct) == 0)
            {
                await OpenAsync(member, newest + 1, ct);
                continue;
            }
            while (true)
            {
                var index = RandomNumberGenerator.GetInt32(StatusLists.Size);
                if (!await db.StatusEntries.AnyAsync(s => s.Member == member && s.List == newest && s.Index == index, ct)) return new(newest, index);
            }
        }
    }

    private Task<int> OpenAsync(string member, int number, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""INSERT INTO status_lists ("Member", "Number", "Taken") VALUES ({member}, {number}, 0) ON CONFLICT DO NOTHING""", ct);
}

/// <summary>
/// The signed status lists of each State (Token Status List, IETF). They are public, and say nothing but which places are not valid; so they
/// are cached, here and by whoever fetches them, for <see cref="EndUserCertificatesOptions.StatusListCached"/>.
/// </summary>
internal sealed class StatusLists(IServiceScopeFactory scopes, CertificateKeys keys, HybridCache cache, IConfiguration configuration, IOptions<EndUserCertificatesOptions> options, TimeProvider clock)
{
    /// <summary>Places in a list: 16 KiB before compression.</summary>
    public const int Size = 1 << 16;

    private readonly string publicUrl = configuration.PublicUrl();

    public static string Uri(string publicUrl, string member, int number) => $"{publicUrl}/v1/status-lists/{member}/{number}";

    /// <summary>The list as a signed token; null when there is none.</summary>
    public ValueTask<string?> SignedAsync(string member, int number, CancellationToken ct) => cache.GetOrCreateAsync(
        $"status-list/{member}/{number}", (member, number), (list, token) => SignAsync(list.member, list.number, token),
        new HybridCacheEntryOptions { Expiration = options.Value.StatusListCached, LocalCacheExpiration = options.Value.StatusListCached }, cancellationToken: ct);

    /// <summary>Lets the next request see a change at once.</summary>
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
