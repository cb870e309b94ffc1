using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Storage;

/// <summary>
/// Inserts new rows of several requests by one commit: those that wait at the same moment share it, so that each costs a part of a write
/// to the disk and of a round trip. Nobody is told before its rows are on the disk, and whose rows cannot be inserted fails alone.
/// </summary>
public sealed class SharedCommits<TDb>(IServiceScopeFactory scopes) where TDb : DbContext
{
    private readonly SharedWork<IReadOnlyList<object>, bool> shared = new(async together =>
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TDb>().InsertAsync(together.SelectMany(rows => rows), CancellationToken.None);
        return [.. together.Select(_ => true)];
    });

    /// <summary>Ends when the rows are on the disk. Not within a transaction, of which they would be no part.</summary>
    /// <exception cref="DbUpdateException">As by a save: none of these rows is stored.</exception>
    public Task InsertAsync(IEnumerable<object> rows, CancellationToken ct) => shared.AskAsync([.. rows], ct);
}
