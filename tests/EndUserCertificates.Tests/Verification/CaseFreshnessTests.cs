using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Projections;
using Exchange.EndUserCertificates.Verification;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Verification;

/// <summary>The age of what is known of cases is never told younger than it is.</summary>
public sealed class CaseFreshnessTests
{
    [Fact]
    public async Task What_was_heard_last_is_kept_for_some_seconds_and_that_nothing_was_heard_is_not()
    {
        await using var host = await CertificateHost.StartAsync(Provider.Sqlite);
        await using var scope = host.Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CertificatesDb>();
        var (heard, now) = (new CaseFreshness(host.Host.Services.GetRequiredService<IServiceScopeFactory>()), DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

        Assert.Null(await heard.LastAsync(now, default));
        await HearAsync(now);
        Assert.Equal(now, await heard.LastAsync(now, default));
        await HearAsync(now.AddSeconds(1));
        Assert.Equal(now, await heard.LastAsync(now.AddSeconds(4), default));
        Assert.Equal(now.AddSeconds(1), await heard.LastAsync(now.AddSeconds(5), default));
        await HearAsync(now.AddSeconds(2));
        // A clock that was set back does not keep it for longer.
        Assert.Equal(now.AddSeconds(2), await heard.LastAsync(now.AddSeconds(3), default));

        async Task HearAsync(DateTimeOffset at)
        {
            db.Add(new CaseFact { Id = Guid.CreateVersion7(at), Originator = "KEN", Reference = "", Version = 1, HeardAt = at });
            await db.SaveChangesAsync();
        }
    }
}
