using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Exchange.Messaging;

/// <summary>
/// Inserts new rows by the model's own mapping; into PostgreSQL without tracking them, as one batch of statements, many rows to
/// a statement. A save of the same rows took a third of all processor time of reporting a case.
/// </summary>
public static class NewRows
{
    private const string Savepoint = "new_rows";

    // Statements differ by their number of rows, and each is prepared: powers of two up to this make few.
    private const int MostTogether = 64;

    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<Type, Table>> Tables = [];

    /// <summary>
    /// Inserts all or none, in the order in which their types first occur; within a transaction, a failure leaves that usable. Rows of
    /// types that are more than a row of their own properties are not for it.
    /// </summary>
    /// <exception cref="DbUpdateException">As by a save.</exception>
    public static async Task InsertAsync(this DbContext db, IEnumerable<object> rows, CancellationToken ct)
    {
        if (!db.Database.IsNpgsql())
        {
            db.AddRange(rows);
            await db.SaveChangesAsync(ct);
            return;
        }
        var tables = Tables.GetOrCreateValue(db.Model);
        var around = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        // Without a transaction around it, a batch is one.
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), around);
        if (around is not null) batch.BatchCommands.Add(new($"SAVEPOINT {Savepoint}"));
        foreach (var same in rows.GroupBy(row => row.GetType()))
            tables.GetOrAdd(same.Key, static (type, db) => new Table(db, type), db).AddTo(batch, [.. same]);
        if (around is not null) batch.BatchCommands.Add(new($"RELEASE SAVEPOINT {Savepoint}"));

        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (DbException e)
        {
            if (around is not null && e is PostgresException) await around.RollbackAsync(Savepoint, CancellationToken.None);
            throw new DbUpdateException("The rows could not be inserted.", e);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>What the model says of the table of a type: all that a row is made of.</summary>
    private sealed class Table
    {
        private readonly string name;
        private readonly Column[] columns;
        private readonly ConcurrentDictionary<int, string> statements = new();

        public Table(DbContext db, Type type)
        {
            var entity = db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type} has no table.");
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table) ?? throw new InvalidOperationException($"{type} has no table.");
            if (entity.GetComplexProperties().Any() || entity.GetNavigations().Any() || entity.GetProperties().Any(p => p.IsShadowProperty()))
                throw new InvalidOperationException($"{type} is more than a row of its own properties.");
            var sql = db.GetService<ISqlGenerationHelper>();
            var stored = entity.GetProperties().Where(p => NpgsqlPropertyExtensions.GetValueGenerationStrategy(p) == NpgsqlValueGenerationStrategy.None).ToArray();
            columns = [.. stored.Select(p => new Column(p.GetGetter(), p.GetRelationalTypeMapping(), p.IsNullable))];
            name = $"{sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", stored.Select(p => sql.DelimitIdentifier(p.GetColumnName(table)!)))})";
        }

        public void AddTo(NpgsqlBatch batch, object[] rows)
        {
            using var maker = new NpgsqlCommand();
            for (var (at, count) = (0, MostTogether); at < rows.Length; at += count)
            {
                while (count > rows.Length - at) count /= 2;
                var insert = new NpgsqlBatchCommand(statements.GetOrAdd(count, Statement));
                foreach (var row in rows.AsSpan(at, count))
                {
                    // Without a name a parameter goes by its position.
                    foreach (var column in columns) insert.Parameters.Add(column.Type.CreateParameter(maker, "", column.Value.GetClrValue(row), column.IsNullable));
                }
                batch.BatchCommands.Add(insert);
            }
        }

        private string Statement(int rows) =>
            $"INSERT INTO {name} VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(row =>
                $"({string.Join(", ", columns.Select((_, column) => $"${(row * columns.Length) + column + 1}"))})"))}";

        private sealed record Column(IClrPropertyGetter Value, RelationalTypeMapping Type, bool IsNullable);
    }
}
