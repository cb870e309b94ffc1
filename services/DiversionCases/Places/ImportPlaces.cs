using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Places;

/// <summary>
/// Takes a file of the official UN/LOCODE list from the operator: all of it, or with one bad line nothing. The same file
/// again changes nothing; a code that another file brought stays.
/// </summary>
internal static class ImportPlaces
{
    /// <summary>Four times the largest part that UNECE has published, in bytes.</summary>
    public const int MaxFileSize = 32 * 1024 * 1024;

    private const int BufferedInMemory = 1024 * 1024;
    private const int SavedAtOnce = 2000;
    private const int MostWarnings = 50;

    /// <summary>What came of it, in lines of the file.</summary>
    public sealed record Response(
        string Encoding, int Lines, int Added, int Changed, int Unchanged, int Skipped, int Warnings, IReadOnlyList<Warning> FirstWarnings);

    public sealed record Warning(int Line, string Problem);

    public static void Map(IEndpointRouteBuilder places) =>
        places.MapPost("/import", HandleAsync)
            .WithName("ImportPlaces")
            .Accepts<IFormFile>("text/csv")
            .WithMetadata(new RequestSizeLimitAttribute(MaxFileSize))
            .RequireScope(Scopes.PlacesWrite);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, Principal caller, CasesDb db, PlaceLookup lookup, TimeProvider clock, CancellationToken ct)
    {
        // Read twice, first for its encoding; beyond the threshold it lies in a temporary file.
        request.EnableBuffering(BufferedInMemory, MaxFileSize);
        var encoding = await UnlocodeFile.EncodingOfAsync(request.Body, ct);
        request.Body.Position = 0;
        using var text = new StreamReader(request.Body, encoding);
        var file = UnlocodeFile.Read(text);
        if (file.Bad.Count > 0 || file.Places.Count == 0) return BadLines(file);

        var (added, changed) = await StoreAsync(file, caller, db, clock, ct);
        lookup.Use(await db.Set<KnownPlace>().AsNoTracking().ToListAsync(ct));
        return TypedResults.Ok(new Response(
            encoding.WebName, file.Lines, added, changed, file.Places.Count - added - changed, file.Skipped, file.Warnings.Count,
            [.. file.Warnings.Take(MostWarnings).Select(w => new Warning(w.Line, w.Problem))]));
    }

    private static async Task<(int Added, int Changed)> StoreAsync(
        UnlocodeFile file, Principal caller, CasesDb db, TimeProvider clock, CancellationToken ct)
    {
        // The filter of Idempotency-Key may have begun one already.
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        // Two imports at once take the same number, and the second is told so by the index (409).
        var import = new PlaceImport
        {
            Number = 1 + (await db.Set<PlaceImport>().MaxAsync(i => (int?)i.Number, ct) ?? 0),
            ImportedAt = clock.GetUtcNow(),
            ImportedBy = caller.Subject,
            Added = 0,
            Changed = 0,
        };
        db.Add(import);
        await db.SaveChangesAsync(ct);

        var stored = await db.Set<KnownPlace>().AsNoTracking().ToDictionaryAsync(place => place.Locode, ct);
        var (added, changed) = (0, 0);
        foreach (var places in file.Places.Values.Chunk(SavedAtOnce))
        {
            foreach (var place in places)
            {
                if (!stored.TryGetValue(place.Locode, out var known))
                {
                    db.Add(place);
                    added++;
                }
                else if (!known.Says(place))
                {
                    db.Update(place);
                    changed++;
                }
            }
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
        (import.Added, import.Changed) = (added, changed);
        db.Update(import);
        await db.SaveChangesAsync(ct);
        if (transaction is not null) await transaction.CommitAsync(ct);
        return (added, changed);
    }

    private static ProblemHttpResult BadLines(UnlocodeFile file)
    {
        var faults = new Faults();
        foreach (var (line, problem) in file.Bad) faults.Add($"line {line}", problem);
        if (!faults.Any) faults.Add("file", "holds no place");
        return faults.ToProblem();
    }
}
