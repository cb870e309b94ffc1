using Exchange.Contracts;
using Exchange.Identity.Data;
using Exchange.Identity.Keys;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.Identity.KeyRotation;

/// <summary>
/// Rotates the keys of hosted issuers that have reached their lifetime, and withdraws old keys whose last tokens have expired. Every
/// replica does this; if two change the same member at once, only one commits.
/// </summary>
internal sealed partial class KeyRoller(
    IServiceScopeFactory scopes, IssuerKeyBox keys, IOptions<KeyOptions> options, TimeProvider clock, ILogger<KeyRoller> log)
    : PeriodicWork("Rotating the keys of issuers", options.Value.KeyCheckInterval, atOnce: false, scopes, clock, log)
{
    protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var now = Clock.StoredNow();
        var lifetimeStart = now - options.Value.KeyLifetime;
        var due = await services.GetRequiredService<IdentityDb>().Members
            .Where(m => m.Federation == null && (m.Keys.Any(k => !k.Withdrawn && k.AcceptedUntil <= now) ||
                m.Keys.All(k => k.AcceptedUntil != null || k.CreatedAt <= lifetimeStart)))
            .Select(m => m.Code).ToListAsync(ct);
        foreach (var code in due)
        {
            try
            {
                await RollAsync(code, now, lifetimeStart, ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                LogElsewhere(log, code);
            }
        }
        return false;
    }

    private async Task RollAsync(string code, DateTimeOffset now, DateTimeOffset lifetimeStart, CancellationToken ct)
    {
        await using var scope = Scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var member = await db.Members.Include(m => m.Keys).SingleAsync(m => m.Code == code, ct);
        var changed = member.WithdrawOldKeys(now);
        if (member.Keys.All(k => k.AcceptedUntil is not null || k.CreatedAt <= lifetimeStart))
        {
            member.RotateTo(IssuerKey.New(code, keys.Box, now, signsFrom: now + options.Value.KeyPublishedAhead));
            changed = true;
        }
        if (!changed) return;
        await scope.ServiceProvider.GetRequiredService<IOutbox<IdentityDb>>().PublishAsync(new KeysRotated(member.ToTrust()), ct);
        await db.SaveChangesAsync(ct);
        LogRolled(log, code);
    }

    [LoggerMessage(LogLevel.Information, "Rotated or withdrew keys of {Member}")]
    private static partial void LogRolled(ILogger log, string member);

    [LoggerMessage(LogLevel.Debug, "Another process changed {Member} at the same time; its keys are checked again next time")]
    private static partial void LogElsewhere(ILogger log, string member);
}
