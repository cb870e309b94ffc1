using Exchange.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Access;

/// <summary>A record, and the highest level at which the principal may see it.</summary>
public sealed class Visible<TRecord>
{
    public required TRecord Record { get; init; }
    public required ReleaseLevel Level { get; init; }
}

/// <summary>
/// The one door to released records. Everything that leaves a service towards a person or a system starts from
/// <see cref="VisibleTo"/>; the database filters, so that counts, pages and timings speak only of what the principal may see.
/// </summary>
public static class Visibility
{
    /// <summary>
    /// The records that reach <paramref name="principal"/> at <paramref name="now"/>, each with its highest level.
    /// Several releases may reach one principal: the highest wins.
    /// </summary>
    /// <param name="atLeast">
    /// Leaves out what reaches it only below this level. The default hides what is released as a hit, which only a search may tell.
    /// </param>
    public static IQueryable<Visible<TRecord>> VisibleTo<TRecord>(
        this DbContext db, Principal principal, DateTimeOffset now, ReleaseLevel atLeast = ReleaseLevel.Summary)
        where TRecord : class, IReleasable
    {
        var addresses = principal.Addresses;
        var functions = principal.FunctionKeys;
        var reaching = db.Set<Grant<TRecord>>()
            .Where(g => addresses.Contains(g.Recipient) && functions.Contains(g.Function) && (g.Until == null || g.Until > now));

        return db.Set<TRecord>()
            .Where(r => reaching.Any(g => g.RecordId == r.Id && g.Level >= atLeast))
            .Select(r => new Visible<TRecord> { Record = r, Level = reaching.Where(g => g.RecordId == r.Id).Max(g => g.Level) });
    }

    /// <summary>
    /// Of the releases of a record that <see cref="VisibleTo"/> gave, those that reach <paramref name="principal"/> at
    /// <paramref name="now"/>, by the same rule: for what a release says besides who sees how much.
    /// </summary>
    public static IEnumerable<Release> Reaching(this IEnumerable<Release> releases, Principal principal, DateTimeOffset now) =>
        releases.Where(r => (r.Until is null || r.Until > now)
            && r.To.Any(to => principal.Addresses.Contains(to))
            && (r.Functions.Count == 0 || r.Functions.Any(function => principal.Functions.Contains(function))));
}
