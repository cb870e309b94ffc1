using Exchange.EndUserCertificates.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>When this service last heard of a case: the age of what it knows of them, looked up once in some seconds.</summary>
internal sealed class CaseFreshness(IServiceScopeFactory scopes)
{
    // What is told may be older than it is by so much, never younger.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private LastReading? known;

    /// <summary>Null while no case has been told.</summary>
    public async ValueTask<DateTimeOffset?> LastAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (known is { } kept && kept.ReadAt <= now && now < kept.ReadAt + Kept) return kept.Last;
        await using var scope = scopes.CreateAsyncScope();
        var last = await scope.ServiceProvider.GetRequiredService<CertificatesDb>().CaseFacts.MaxAsync(c => (DateTimeOffset?)c.HeardAt, ct);
        // That nothing is known is asked again each time: it ends with the first case.
        known = last is { } heard ? new LastReading(heard, now) : null;
        return last;
    }

    private sealed record LastReading(DateTimeOffset Last, DateTimeOffset ReadAt);
}
