using Exchange.EndUserCertificates.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>When this service last received a case: the age of its facts on cases. Cached for a few seconds.</summary>
internal sealed class CaseFreshness(IServiceScopeFactory scopes)
{
    // The answer may be older than the truth by this much, never newer.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private LastReading? known;

    /// <summary>Null while no case has been received.</summary>
    public async ValueTask<DateTimeOffset?> LastAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (known is { } kept && kept.ReadAt <= now && now < kept.ReadAt + Kept) return kept.Last;
        await using var scope = scopes.CreateAsyncScope();
        var last = await scope.ServiceProvider.GetRequiredService<CertificatesDb>().CaseFacts.MaxAsync(c => (DateTimeOffset?)c.HeardAt, ct);
        // "No case yet" is not cached: it ends with the first case.
        known = last is { } heard ? new LastReading(heard, now) : null;
        return last;
    }

    private sealed record LastReading(DateTimeOffset Last, DateTimeOffset ReadAt);
}
