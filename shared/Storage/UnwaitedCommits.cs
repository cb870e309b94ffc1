using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Exchange.Storage;

/// <summary>Changes whose loss costs nothing but doing them again: their commit does not wait for the disk.</summary>
public static class UnwaitedCommits
{
    private const string Tag = "commit unwaited";

    /// <summary>
    /// The commit of the <c>ExecuteDelete</c> or <c>ExecuteUpdate</c> of this query, and of the transaction around it, does not wait for the disk (PostgreSQL).
    /// A crash may undo it. SQLite waits.
    /// </summary>
    public static IQueryable<T> CommitUnwaited<T>(this IQueryable<T> query) => query.TagWith(Tag);

    /// <summary>Adds the setting to a tagged statement, on PostgreSQL.</summary>
    internal sealed class Setting : DbCommandInterceptor
    {
        public static readonly Setting Instance = new();

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Add(command);
            return result;
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Add(command);
            return ValueTask.FromResult(result);
        }

        private static void Add(DbCommand command)
        {
            if (command.CommandText.StartsWith($"-- {Tag}", StringComparison.Ordinal)) command.CommandText = $"SET LOCAL synchronous_commit TO OFF;\n{command.CommandText}";
        }
    }
}
