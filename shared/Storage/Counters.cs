using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Exchange.Storage;

/// <summary>Numbers without a gap: a row that counts, which the transaction that takes a number locks until its end.</summary>
public static class Counters
{
    /// <summary>
    /// Adds to a counter and returns its new value, in one statement. Whoever else takes a number waits for the end of the caller's transaction.
    /// </summary>
    /// <param name="key">The primary key of the counter's row, which exists.</param>
    /// <param name="counter">The counting property.</param>
    public static async Task<long> TakeNumbersAsync<TRow>(
        this DbContext db, object key, Expression<Func<TRow, long>> counter, long count, CancellationToken ct) where TRow : class
    {
        var row = db.Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"{typeof(TRow)} has no table.");
        var table = StoreObjectIdentifier.Create(row, StoreObjectType.Table)!.Value;
        var names = db.GetService<ISqlGenerationHelper>();
        var counted = ColumnOf(row.FindProperty(((MemberExpression)counter.Body).Member.Name)!);
        // Names of the model and placeholders only.
        var sql = $"UPDATE {names.DelimitIdentifier(table.Name, table.Schema)} SET {counted} = {counted} + {{0}} WHERE {ColumnOf(row.FindPrimaryKey()!.Properties.Single())} = {{1}} RETURNING {counted}";
        return (await db.Database.SqlQueryRaw<long>(sql, count, key).ToListAsync(ct)).Single();

        string ColumnOf(IProperty property) => names.DelimitIdentifier(property.GetColumnName(table)!);
    }
}
