using System.Linq.Expressions;
using Exchange.Contracts;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Access;

/// <summary>A record, and the highest level at which the principal may see it.</summary>
public sealed class Visible<TRecord>
{
    public required TRecord Record { get; init; }
    public required ReleaseLevel Level { get; init; }
}

/// <summary>
/// The one door to records that not everyone may see. Everything that leaves a service towards a person or a system starts from
/// <see cref="VisibleTo"/>, or from <see cref="OwnedBy"/> where nothing is ever released; the database filters, so that counts, pages and timings speak only of what the principal may see.
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
        var reader = Expression.Constant(new Reader(principal.Addresses, principal.FunctionKeys, now));
        var (records, grants) = (db.Set<TRecord>(), db.Set<Grant<TRecord>>());
        return ((IQueryable)records).Provider.CreateQuery<Visible<TRecord>>(Rule<TRecord>.For(
            ((IQueryable)records).Expression, ((IQueryable)grants).Expression,
            Expression.Property(reader, nameof(Reader.Addresses)), Expression.Property(reader, nameof(Reader.Functions)), Expression.Property(reader, nameof(Reader.Now)),
            atLeast));
    }

    /// <summary>
    /// A query over what a principal may see (<see cref="VisibleTo"/>), made out once for the process: to make out what a query says takes
    /// longer than to ask it, where an index finds a few rows. To be kept in a static field.
    /// </summary>
    /// <param name="query">Of the context, what the principal may see of its records, and a value that differs each time.</param>
    /// <param name="atLeast">As of <see cref="VisibleTo"/>.</param>
    public static Func<TDb, Principal, DateTimeOffset, TValue, IAsyncEnumerable<TResult>> Compile<TDb, TRecord, TValue, TResult>(
        Expression<Func<TDb, IQueryable<Visible<TRecord>>, TValue, IQueryable<TResult>>> query, ReleaseLevel atLeast = ReleaseLevel.Summary)
        where TDb : DbContext
        where TRecord : class, IReleasable
    {
        var (db, visible, value) = (query.Parameters[0], query.Parameters[1], query.Parameters[2]);
        var (addresses, functions) = (Expression.Parameter(typeof(IReadOnlyList<string>), "addresses"), Expression.Parameter(typeof(IReadOnlyList<string>), "functions"));
        var now = Expression.Parameter(typeof(DateTimeOffset), "now");
        var seen = Rule<TRecord>.For(SetOf<TRecord>(db), SetOf<Grant<TRecord>>(db), addresses, functions, now, atLeast);
        var whole = Expression.Lambda<Func<TDb, IReadOnlyList<string>, IReadOnlyList<string>, DateTimeOffset, TValue, IQueryable<TResult>>>(
            Replaced.In(query.Body, (visible, seen)), db, addresses, functions, now, value);
        var compiled = new CompiledQuery<Func<TDb, IReadOnlyList<string>, IReadOnlyList<string>, DateTimeOffset, TValue, IAsyncEnumerable<TResult>>>(() => EF.CompileAsyncQuery(whole));
        return (context, principal, at, sought) => compiled.For(context)(context, principal.Addresses, principal.FunctionKeys, at, sought);
    }

    /// <summary>The records of the principal's own State, of a kind that reaches nobody else.</summary>
    public static IQueryable<TRecord> OwnedBy<TRecord>(this DbContext db, Principal principal) where TRecord : class, IOwned =>
        db.Set<TRecord>().Where(r => r.Originator == principal.Member);

    private static MethodCallExpression SetOf<T>(Expression db) => Expression.Call(db, nameof(DbContext.Set), [typeof(T)]);

    private sealed record Reader(IReadOnlyList<string> Addresses, IReadOnlyList<string> Functions, DateTimeOffset Now);

    /// <summary>Who sees what, said once for all queries.</summary>
    private static class Rule<TRecord> where TRecord : class, IReleasable
    {
        private static readonly Expression<Func<IQueryable<Grant<TRecord>>, IReadOnlyList<string>, IReadOnlyList<string>, DateTimeOffset, IQueryable<Grant<TRecord>>>> Reaching =
            (grants, addresses, functions, now) =>
                grants.Where(g => addresses.Contains(g.Recipient) && functions.Contains(g.Function) && (g.Until == null || g.Until > now));

        private static readonly Expression<Func<IQueryable<TRecord>, IQueryable<Grant<TRecord>>, ReleaseLevel, IQueryable<Visible<TRecord>>>> Seen =
            (records, reaching, atLeast) => records
                .Where(r => reaching.Any(g => g.RecordId == r.Id && g.Level >= atLeast))
                .Select(r => new Visible<TRecord> { Record = r, Level = reaching.Where(g => g.RecordId == r.Id).Max(g => g.Level) });

        public static Expression For(Expression records, Expression grants, Expression addresses, Expression functions, Expression now, ReleaseLevel atLeast)
        {
            var p = Reaching.Parameters;
            var reaching = Replaced.In(Reaching.Body, (p[0], grants), (p[1], addresses), (p[2], functions), (p[3], now));
            var s = Seen.Parameters;
            var seen = Replaced.In(Seen.Body, (s[0], records), (s[1], reaching), (s[2], Expression.Constant(atLeast)));
            return typeof(IReleasedTogether).IsAssignableFrom(typeof(TRecord)) ? new ReleasedWith().Visit(seen) : seen;
        }

        /// <summary>Reads the grants of what the record is released with, in place of its own.</summary>
        private sealed class ReleasedWith : ExpressionVisitor
        {
            protected override Expression VisitMember(MemberExpression node) =>
                node.Member.Name == nameof(IReleasable.Id) && node.Expression?.Type == typeof(TRecord)
                    ? Expression.Property(node.Expression, nameof(IReleasedTogether.ReleasedWith))
                    : base.VisitMember(node);
        }
    }

    private sealed class Replaced((ParameterExpression, Expression)[] values) : ExpressionVisitor
    {
        public static Expression In(Expression body, params (ParameterExpression, Expression)[] values) => new Replaced(values).Visit(body);

        protected override Expression VisitParameter(ParameterExpression node)
        {
            foreach (var (parameter, value) in values)
            {
                if (parameter == node) return value;
            }
            return node;
        }
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
