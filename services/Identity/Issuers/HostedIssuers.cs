using System.Collections.Frozen;
using Exchange.Identity.Data;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Issuers;

/// <summary>A snapshot of a hosted issuer: immutable, replaced whole when its member changes.</summary>
internal sealed record HostedIssuer(string Member, Uri Issuer, IReadOnlyList<IssuerKey> Keys)
{
    /// <summary>The key that signs now: the newest key whose <c>SignsFrom</c> has passed.</summary>
    public IssuerKey Signer(DateTimeOffset now) => Keys.Where(k => k.SignsFrom <= now).MaxBy(k => k.SignsFrom)
        ?? throw new InvalidOperationException($"The issuer of {Member} has no key that signs.");
}

/// <summary>How many hosted issuers there are, and the sum of their members' versions, which only grow.</summary>
internal sealed record MembersVersion(int Count, long Versions);

/// <summary>
/// The hosted issuers by path segment (<c>ken</c>). They are read again every second, so that every process follows admissions and key
/// rotations without a notification. Clients are read from the database, so nothing is issued while that is away.
/// </summary>
internal sealed class HostedIssuers(IServiceScopeFactory scopes, TimeProvider clock, ILogger<HostedIssuers> log)
    : SnapshotRefresher<MembersVersion>("Reading the hosted issuers", TimeSpan.FromSeconds(1), scopes, clock, log)
{
    /// <summary>The path of the issuers; the member's code in lower case follows it.</summary>
    public const string Path = "/identity";

    private volatile FrozenDictionary<string, HostedIssuer> bySegment = FrozenDictionary<string, HostedIssuer>.Empty;

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

    protected override async Task<MembersVersion> VersionAsync(IServiceProvider services, CancellationToken ct) =>
        await Hosted(services).GroupBy(_ => 1).Select(all => new MembersVersion(all.Count(), all.Sum(m => m.Version))).SingleOrDefaultAsync(ct) ?? new(0, 0);

    protected override async Task ReplaceAsync(IServiceProvider services, CancellationToken ct)
    {
        var members = await Hosted(services).Include(m => m.Keys.Where(k => !k.Withdrawn)).ToListAsync(ct);
        bySegment = members.ToFrozenDictionary(
            m => m.Code.ToLowerInvariant(), m => new HostedIssuer(m.Code, new Uri(m.Issuer), [.. m.Keys]), StringComparer.Ordinal);
    }

    private static IQueryable<Member> Hosted(IServiceProvider services) =>
        services.GetRequiredService<IdentityDb>().Members.AsNoTracking().Where(m => m.Federation == null);
}
