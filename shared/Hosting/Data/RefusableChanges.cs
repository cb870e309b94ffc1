using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Hosting.Data;

/// <summary>Changes that can turn out to be refused when they are under way.</summary>
public static class RefusableChanges
{
    /// <summary>
    /// Runs the change as <see cref="Transactions.TryInTransactionAsync"/> does: it commits if the change returns null, and is rolled back if it returns
    /// a problem.
    /// </summary>
    public static async Task<ProblemHttpResult?> UnlessRefusedAsync(this DbContext db, Func<Task<ProblemHttpResult?>> change, CancellationToken ct)
    {
        ProblemHttpResult? refused = null;
        await db.TryInTransactionAsync(async () => (refused = await change()) is null, ct);
        return refused;
    }
}
