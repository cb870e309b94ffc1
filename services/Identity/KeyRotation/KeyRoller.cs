using Exchange.Contracts;
using Exchange.Identity.Data;
using Exchange.Identity.Keys;
using Exchange.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.Identity.KeyRotation;

/// <summary>
/// Rolls the keys of hosted issuers when they come of age, and withdraws old ones when their last tokens have expired.
/// Every replica does it: of two that change the same member, one commits, and the other sees that it is done.
/// </summary>
internal sealed partial class KeyRoller(
    IServiceScopeFactory scopes, IssuerKeyBox keys, IOptions<KeyOptions> options, TimeProvider clock, ILogger<KeyRoller> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.KeyCheckInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RollAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, e);
            }
        }
    }

    private async Task RollAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var cameOfAge = now - options.Value.KeyLifetime;
        List<string> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            due = await scope.ServiceProvider.GetRequiredService<IdentityDb>().Members
                .Where(m => m.Federation == null && (m.Keys.Any(k => !k.Withdrawn && k.AcceptedUntil <= now) ||
                    m.Keys.All(k => k.AcceptedUntil != null || k.CreatedAt <= cameOfAge)))
                .Select(m => m.Code).ToListAsync(ct);
        }
        foreach (var code in due)
        {
            try
            {
                await RollAsync(code, now, cameOfAge, ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                LogElsewhere(log, code);
            }
        }
    }

    private async Task RollAsync(string code, DateTimeOffset now, DateTimeOffset cameOfAge, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var member = await db.Members.Include(m => m.Keys).SingleAsync(m => m.Code == code, ct);
        var changed = member.WithdrawOldKeys(now);
        if (member.Keys.All(k => k.AcceptedUntil is not null || k.CreatedAt <= cameOfAge))
        {
            member.RotateTo(IssuerKey.New(code, keys.Box, now, signsFrom: now + options.Value.KeyPublishedAhead));
            changed = true;
        }
        if (!changed) return;
        await scope.ServiceProvider.GetRequiredService<IOutbox<IdentityDb>>().PublishAsync(new KeysRotated(member.ToTrust()), ct);
        await db.SaveChangesAsync(ct);
        LogRolled(log, code);
    }

    [LoggerMessage(LogLevel.Information, "Rolled the keys of {Member}")]
    private static partial void LogRolled(ILogger log, string member);

    [LoggerMessage(LogLevel.Debug, "{Member} was changed elsewhere meanwhile; its keys are looked at again next time")]
    private static partial void LogElsewhere(ILogger log, string member);

    [LoggerMessage(LogLevel.Warning, "Keys could not be looked at for rolling; they will be next time")]
    private static partial void LogFailed(ILogger log, Exception e);
}
