using Exchange.EndUserCertificates.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>Limits how often a member may verify certificates that do not exist: nobody finds one by guessing.</summary>
internal sealed class MissedVerifications(IServiceScopeFactory scopes, IOptions<EndUserCertificatesOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Returns null if the member may have the answer, else how long it must wait.</summary>
    public async Task<TimeSpan?> RetryAfterAsync(string member, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Window;
        await using var scope = scopes.CreateAsyncScope();
        var recent = await scope.ServiceProvider.GetRequiredService<CertificatesDb>().Set<MissedVerification>().Where(m => m.Verifier == member && m.At > since)
            .OrderByDescending(m => m.At).Select(m => m.At).Take(options.Value.MostMissedVerifications).ToListAsync(ct);
        return recent.Count < options.Value.MostMissedVerifications ? null : recent[^1] + Window - now;
    }
}
