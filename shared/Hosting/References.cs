using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Hosting;

/// <summary>What people call a record: <c>KEN-2026-48392017</c> (originator, year, number). A unique index refuses the rare double.</summary>
public static partial class References
{
    public static string New(string originator, DateTimeOffset now, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{originator}-{now.UtcDateTime.Year:D4}-{number:D8}");

    /// <summary>Why it is no reference, in words that follow its name; null when it is one.</summary>
    public static string? Fault(string reference) =>
        Form().IsMatch(reference) ? null : "is not a reference, such as KEN-2026-48392017";

    [GeneratedRegex(@"^[A-Z]{2,16}-\d{4}-\d{8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>Draws references.</summary>
public static class ReferenceDrawing
{
    /// <summary>
    /// Stores a record under a new reference of its originator, and draws another one while a record of the same year has it (once in two years for a
    /// State with 10,000 records a year). In a transaction, a failed attempt is rolled back to its beginning, and the transaction stays usable.
    /// </summary>
    /// <param name="index">The unique index of references, on PostgreSQL; the column is <c>Reference</c> everywhere.</param>
    /// <param name="store">Makes the record with the reference and stores it, by a save or an insert.</param>
    public static async Task<T> DrawAsync<T>(
        this ReferenceNumbers numbers, DbContext db, string originator, DateTimeOffset now, string index, Func<string, Task<T>> store, CancellationToken ct)
    {
        const string attempt = "reference";
        var transaction = db.Database.CurrentTransaction;
        while (true)
        {
            if (transaction is not null) await transaction.CreateSavepointAsync(attempt, ct);
            try
            {
                return await store(References.New(originator, now, numbers.Next()));
            }
            catch (DbUpdateException e) when (UniqueViolations.IsOf(e, index, "Reference"))
            {
                db.ChangeTracker.Clear();
                if (transaction is not null) await transaction.RollbackToSavepointAsync(attempt, ct);
            }
        }
    }
}

/// <summary>Draws the numbers of references at random: counted ones would tell, by their gaps, how many records one may not see.</summary>
public class ReferenceNumbers
{
    private const int Numbers = 100_000_000;

    public static int Draw() => RandomNumberGenerator.GetInt32(Numbers);

    public virtual int Next() => Draw();
}
