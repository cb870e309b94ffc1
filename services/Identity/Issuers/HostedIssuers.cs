using System.Collections.Frozen;
using Exchange.Contracts.Vocabularies;
using Exchange.Identity.Data;
using Exchange.Identity.Keys;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Issuers;

/// <summary>A snapshot of a hosted issuer: immutable, replaced whole when its member changes.</summary>
internal sealed record HostedIssuer(string Member, Uri Issuer, IReadOnlyList<IssuerKey> Keys)
{
    /// <summary>The key that signs now: the newest key whose <c>SignsFrom</c> has passed.</summary>
    public IssuerKey Signer(DateTimeOffset now) => Keys.Where(k => k.SignsFrom <= now).MaxBy(k => k.SignsFrom)
        ?? throw new InvalidOperationException($"The issuer of {Member} has no key that signs.");
}

/// <summary>
/// The hosted issuers by path segment (<c>ken</c>). They are read again every second, so that every process follows admissions and key
/// rotations without a notification.
/// </summary>
internal sealed partial class HostedIssuers(IServiceScopeFactory scopes, TimeProvider clock, ILogger<HostedIssuers> log) : BackgroundService
{
    /// <summary>The path of the issuers; the member's code in lower case follows it.</summary>
    public const string Path = "/identity";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private volatile FrozenDictionary<string, HostedIssuer> bySegment = FrozenDictionary<string, HostedIssuer>.Empty;
    private MembersVersion? current;

    /// <summary>The address of a member's hosted issuer.</summary>
    public static string IssuerOf(string publicUrl, string member) => $"{publicUrl}{Path}/{member.ToLowerInvariant()}";

    /// <summary>The issuer that the request's path names, and the rest of the path; null if it names none.</summary>
    public HostedIssuer? Find(HttpRequest request, out PathString rest)
    {
        rest = default;
        if (!request.Path.StartsWithSegments(Path, StringComparison.Ordinal, out var below) || below.Value is not { Length: > 1 } text) return null;
        var end = text.IndexOf('/', 1);
        if (end < 0 || !bySegment.TryGetValue(text[1..end], out var issuer)) return null;
        rest = text[end..];
        return issuer;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var failing = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
                failing = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The last snapshot stays in use. Clients are read from the database, so nothing is issued meanwhile.
                if (!failing) LogFailing(log, e);
                failing = true;
            }
        }
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var hosted = scope.ServiceProvider.GetRequiredService<IdentityDb>().Members.AsNoTracking().Where(m => m.Federation == null);
        // Versions only grow, so a change changes the count or the sum.
        var latest = await hosted.GroupBy(_ => 1).Select(all => new MembersVersion(all.Count(), all.Sum(m => m.Version))).SingleOrDefaultAsync(ct);
        if (latest == current) return;
        var members = await hosted.Include(m => m.Keys.Where(k => !k.Withdrawn)).ToListAsync(ct);
        bySegment = members.ToFrozenDictionary(
            m => m.Code.ToLowerInvariant(), m => new HostedIssuer(m.Code, new Uri(m.Issuer), [.. m.Keys]), StringComparer.Ordinal);
        current = latest;
    }

    private sealed record MembersVersion(int Count, long Versions);

    [LoggerMessage(LogLevel.Warning, "The hosted issuers cannot be read; the last ones that were read stay in use")]
    private static partial void LogFailing(ILogger log, Exception e);
}
