using Exchange.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Access;

/// <summary>A record that its originator releases to others.</summary>
public interface IReleasable
{
    Guid Id { get; }

    /// <summary>The member that reported it; it sees all of it and alone decides who else sees it.</summary>
    string Originator { get; }

    /// <summary>The version that a reader is shown: 1 for a record that never changes.</summary>
    int Version => 1;
}

/// <summary>
/// A record that is released together with others, such as the brokers of a register: it has no grants of its own, but those of what it is released
/// with. So the releases of a whole register are a few rows, whatever the number of its brokers.
/// </summary>
public interface IReleasedTogether : IReleasable
{
    /// <summary>The id under which its grants stand; its own id where it is released apart.</summary>
    Guid ReleasedWith { get; }
}

/// <summary>A record for its State alone, which nobody can release: it has no grants.</summary>
public interface IOwned
{
    /// <summary>The member that sees it.</summary>
    string Originator { get; }
}

/// <summary>
/// One row of "who may see this record, and how much": the form of releases that a query can join. The originator has
/// a row of its own, so that every reader takes the same path.
/// </summary>
public sealed class Grant<TRecord> where TRecord : class, IReleasable
{
    public Guid RecordId { get; init; }

    /// <summary>A member, a group's States (<c>EAC/*</c>) or all (<c>*</c>).</summary>
    public required string Recipient { get; init; }

    /// <summary>A function, or empty for any.</summary>
    public required string Function { get; init; }

    public required ReleaseLevel Level { get; init; }

    /// <summary>The instant from which the grant no longer holds; null is without end.</summary>
    public DateTimeOffset? Until { get; set; }
}

/// <summary>Makes grants of releases, and their table.</summary>
public static class Grants
{
    /// <summary>Stands in <see cref="Grant{TRecord}.Function"/> for any function.</summary>
    public const string AnyFunction = "";

    /// <summary>The grants of a record: its originator's own, in full, and those of the releases.</summary>
    public static IEnumerable<Grant<TRecord>> Of<TRecord>(Guid recordId, string originator, IEnumerable<Release> releases)
        where TRecord : class, IReleasable
    {
        var granted =
            from release in releases
            from recipient in release.To
            where recipient != originator
            from function in release.Functions.DefaultIfEmpty(AnyFunction)
            group release.Until by (recipient, function, release.Level) into same
            select new Grant<TRecord>
            {
                RecordId = recordId,
                Recipient = same.Key.recipient,
                Function = same.Key.function,
                Level = same.Key.Level,
                Until = same.Contains(null) ? null : same.Max(),
            };
        return granted.Prepend(new Grant<TRecord>
        {
            RecordId = recordId,
            Recipient = originator,
            Function = AnyFunction,
            Level = ReleaseLevel.Full,
        });
    }

    /// <summary>Maps the grants of <typeparamref name="TRecord"/> to a table of their own; they go with their record, unless it is released together with others.</summary>
    public static ModelBuilder AddGrants<TRecord>(this ModelBuilder model, string table) where TRecord : class, IReleasable
    {
        model.Entity<Grant<TRecord>>(grant =>
        {
            grant.ToTable(table);
            grant.HasKey(g => new { g.RecordId, g.Recipient, g.Function, g.Level });
            grant.Property(g => g.Recipient).HasMaxLength(20);
            grant.Property(g => g.Function).HasMaxLength(32);
            // From the reader's side: all that reaches an address, for lists.
            grant.HasIndex(g => new { g.Recipient, g.RecordId });
            if (!typeof(IReleasedTogether).IsAssignableFrom(typeof(TRecord)))
                grant.HasOne<TRecord>().WithMany().HasForeignKey(g => g.RecordId).OnDelete(DeleteBehavior.Cascade);
        });
        return model;
    }

    /// <summary>Removes all grants of a record that is released together with others from now on; takes effect with the caller's save.</summary>
    public static async Task RemoveGrantsAsync<TRecord>(this DbContext db, Guid recordId, CancellationToken ct) where TRecord : class, IReleasedTogether
    {
        var grants = db.Set<Grant<TRecord>>();
        grants.RemoveRange(await grants.Where(g => g.RecordId == recordId).ToListAsync(ct));
    }

    /// <summary>
    /// Sets who may see a record, in place of what was: the changes are tracked, and take effect with the caller's save.
    /// </summary>
    public static async Task SetGrantsAsync<TRecord>(
        this DbContext db, Guid recordId, string originator, IEnumerable<Release> releases, CancellationToken ct)
        where TRecord : class, IReleasable
    {
        var grants = db.Set<Grant<TRecord>>();
        var stored = await grants.Where(g => g.RecordId == recordId).ToDictionaryAsync(Key, ct);
        foreach (var grant in Of<TRecord>(recordId, originator, releases))
        {
            if (stored.Remove(Key(grant), out var same)) same.Until = grant.Until;
            else grants.Add(grant);
        }
        grants.RemoveRange(stored.Values);

        static (string, string, ReleaseLevel) Key(Grant<TRecord> g) => (g.Recipient, g.Function, g.Level);
    }
}
