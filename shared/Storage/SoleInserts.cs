using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Exchange.Storage;

/// <summary>Inserts rows unless their keys are taken: how one of several processes claims a message or an idempotency key.</summary>
public static class SoleInserts
{
    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<Type, Statement>> Statements = [];

    /// <summary>
    /// Inserts the row in the caller's transaction and returns true; returns false if a row with the same key exists. If another transaction
    /// inserts the same key, waits for its end. The context does not track the row.
    /// </summary>
    public static async Task<bool> TryInsertAsync<T>(this DbContext db, T row, CancellationToken ct) where T : class =>
        await db.TryInsertAllAsync([row], ct) == 1;

    /// <summary>As <see cref="TryInsertAsync"/>, for several rows in one statement; returns how many were inserted.</summary>
    public static async Task<int> TryInsertAllAsync<T>(this DbContext db, IReadOnlyList<T> rows, CancellationToken ct) where T : class
    {
        if (rows.Count == 0) return 0;
        var statement = Statements.GetOrCreateValue(db.Model).GetOrAdd(typeof(T), static (type, db) => new Statement(db, type), db);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = statement.For(db.Database.GetDbConnection(), rows);
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            return await command.ExecuteNonQueryAsync(ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private sealed class Statement
    {
        private readonly string into;
        private readonly ISqlGenerationHelper names;
        private readonly IReadOnlyList<(IProperty Property, RelationalTypeMapping Mapping)> columns;

        public Statement(DbContext db, Type type)
        {
            var entity = db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type} has no table.");
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table) ?? throw new InvalidOperationException($"{type} has no table.");
            names = db.GetService<ISqlGenerationHelper>();
            columns = [.. entity.GetProperties().Select(property => (property, property.GetRelationalTypeMapping()))];
            into = $"INSERT INTO {names.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", columns.Select(c => names.DelimitIdentifier(c.Property.GetColumnName(table)!)))})";
        }

        public DbCommand For(DbConnection connection, IReadOnlyList<object> rows)
        {
            var command = connection.CreateCommand();
            var values = new List<string>(rows.Count);
            foreach (var row in rows)
            {
                var first = command.Parameters.Count;
                foreach (var (property, mapping) in columns)
                    command.Parameters.Add(mapping.CreateParameter(command, $"p{command.Parameters.Count}", property.GetGetter().GetClrValue(row), property.IsNullable));
                values.Add($"({string.Join(", ", columns.Select((_, n) => names.GenerateParameterName($"p{first + n}")))})");
            }
            command.CommandText = $"{into} VALUES {string.Join(", ", values)} ON CONFLICT DO NOTHING";
            return command;
        }
    }
}
