using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Exchange.Storage;

/// <summary>Inserts a row unless its key is taken: how one of several processes claims a message or an idempotency key.</summary>
public static class SoleInserts
{
    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<Type, Statement>> Statements = [];

    /// <summary>
    /// Inserts the row in the caller's transaction and returns true; returns false if a row with the same key exists. If another transaction
    /// inserts the same key, waits for its end. The context does not track the row.
    /// </summary>
    public static async Task<bool> TryInsertAsync<T>(this DbContext db, T row, CancellationToken ct) where T : class
    {
        var statement = Statements.GetOrCreateValue(db.Model).GetOrAdd(typeof(T), static (type, db) => new Statement(db, type), db);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = statement.For(db.Database.GetDbConnection(), row);
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            return await command.ExecuteNonQueryAsync(ct) == 1;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private sealed class Statement
    {
        private readonly string sql;
        private readonly IReadOnlyList<(IProperty Property, RelationalTypeMapping Mapping)> columns;

        public Statement(DbContext db, Type type)
        {
            var entity = db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type} has no table.");
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table) ?? throw new InvalidOperationException($"{type} has no table.");
            var names = db.GetService<ISqlGenerationHelper>();
            columns = [.. entity.GetProperties().Select(property => (property, property.GetRelationalTypeMapping()))];
            sql = $"""
                INSERT INTO {names.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", columns.Select(c => names.DelimitIdentifier(c.Property.GetColumnName(table)!)))})
                VALUES ({string.Join(", ", columns.Select((_, n) => names.GenerateParameterName($"p{n}")))}) ON CONFLICT DO NOTHING
                """;
        }

        public DbCommand For(DbConnection connection, object row)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var n = 0; n < columns.Count; n++)
            {
                var (property, mapping) = columns[n];
                command.Parameters.Add(mapping.CreateParameter(command, $"p{n}", property.GetGetter().GetClrValue(row), property.IsNullable));
            }
            return command;
        }
    }
}
