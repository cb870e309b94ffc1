using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Exchange.Storage;

/// <summary>
/// Inserts new rows by the model's own mapping; into PostgreSQL without tracking them, as one batch of a statement for each table. A save
/// of the same rows took a third of all processor time of reporting a case.
/// </summary>
public static class NewRows
{
    private const string Savepoint = "new_rows";

    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<Type, Table>> Tables = [];

    /// <summary>
    /// Inserts all or none, in the order in which their types first occur; within a transaction, a failure leaves that usable. Rows of
    /// types that are more than a row of their own properties are not for it.
    /// </summary>
    /// <exception cref="DbUpdateException">As by a save.</exception>
    public static async Task InsertAsync(this DbContext db, IEnumerable<object> rows, CancellationToken ct)
    {
        if (db.Database.GetDbConnection() is not NpgsqlConnection connection)
        {
            db.AddRange(rows);
            await db.SaveChangesAsync(ct);
            return;
        }
        var tables = Tables.GetOrCreateValue(db.Model);
        var around = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        // Without a transaction around it, a batch is one.
        await using var batch = new NpgsqlBatch(connection, around);
        if (around is not null) batch.BatchCommands.Add(new($"SAVEPOINT {Savepoint}"));
        foreach (var same in rows.GroupBy(row => row.GetType()))
            batch.BatchCommands.Add(tables.GetOrAdd(same.Key, static (type, db) => new Table(db, type), db).Insert([.. same]));
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
        private readonly string statement;
        private readonly IColumn[] columns;

        public Table(DbContext db, Type type)
        {
            var entity = db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type} has no table.");
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table) ?? throw new InvalidOperationException($"{type} has no table.");
            if (entity.GetComplexProperties().Any() || entity.GetNavigations().Any() || entity.GetProperties().Any(p => p.IsShadowProperty()))
                throw new InvalidOperationException($"{type} is more than a row of its own properties.");
            var sql = db.GetService<ISqlGenerationHelper>();
            var stored = entity.GetProperties().Where(p => NpgsqlPropertyExtensions.GetValueGenerationStrategy(p) == NpgsqlValueGenerationStrategy.None).ToArray();
            columns = [.. stored.Select(ColumnOf)];
            // One statement for any number of rows, so that it is prepared once: of each column, all values.
            statement = $"""
                INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", stored.Select(p => sql.DelimitIdentifier(p.GetColumnName(table)!)))})
                SELECT {string.Join(", ", columns.Select((column, n) => $"c{n}{column.Cast}"))}
                FROM unnest({string.Join(", ", columns.Select((_, n) => $"${n + 1}"))}) AS rows ({string.Join(", ", columns.Select((_, n) => $"c{n}"))})
                """;
        }

        public NpgsqlBatchCommand Insert(object[] rows)
        {
            var insert = new NpgsqlBatchCommand(statement);
            foreach (var column in columns) insert.Parameters.Add(column.Of(rows));
            return insert;
        }

        private static IColumn ColumnOf(IProperty property)
        {
            var (get, mapping) = (property.GetGetter(), property.GetRelationalTypeMapping());
            // Arrays within an array would be unnested with it.
            if (property.IsPrimitiveCollection) return new Column<string?>(row => ArrayText((IEnumerable<string>?)get.GetClrValue(row)), "text[]", $"::{mapping.StoreType}");
            var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
            if (type.IsValueType && property.IsNullable) type = typeof(Nullable<>).MakeGenericType(Nullable.GetUnderlyingType(type) ?? type);
            Func<object, object?> stored = mapping.Converter is { } converter ? row => get.GetClrValue(row) is { } value ? converter.ConvertToProvider(value) : null : get.GetClrValue;
            return (IColumn)Activator.CreateInstance(typeof(Column<>).MakeGenericType(type), stored, $"{mapping.StoreTypeNameBase}[]", "")!;
        }

        // As PostgreSQL writes an array (manual, section 8.15.2).
        private static string? ArrayText(IEnumerable<string>? texts) => texts is null ? null
            : $"{{{string.Join(',', texts.Select(text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""))}}}";
    }

    private interface IColumn
    {
        /// <summary>What makes a value of the column of what was sent; mostly nothing.</summary>
        string Cast { get; }

        NpgsqlParameter Of(object[] rows);
    }

    /// <summary>A column whose values reach the database as <typeparamref name="T"/>.</summary>
    private sealed class Column<T>(Func<object, object?> stored, string arrayType, string cast) : IColumn
    {
        public string Cast => cast;

        public NpgsqlParameter Of(object[] rows) =>
            new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(rows, row => (T)stored(row)!), DataTypeName = arrayType };
    }
}
