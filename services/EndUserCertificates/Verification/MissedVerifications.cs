using Exchange.EndUserCertificates.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>Bounds how often a member may verify what is not there, so that nobody finds certificates by guessing.</summary>
internal sealed class MissedVerifications(IServiceScopeFactory scopes, IOptions<EndUserCertificatesOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Null when the member may be told; else for how long it may not.</summary>
    public async Task<TimeSpan?> RetryAfterAsync(string member, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Window;
        await using var scope = scopes.CreateAsyncScope();
        var recent = await scope.ServiceProvider.GetRequiredService<CertificatesDb>().Set<MissedVerification>().Where(m => m.Verifier == member && m.At > since)
            .OrderByDescending(m => m.At).Select(m => m.At).Take(options.Value.MostMissedVerifications).ToListAsync(ct);
        return recent.Count < options.Value.MostMissedVerifications ? null : recent[^1] + Window - now;
    }
}
