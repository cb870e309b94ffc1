using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Places;

/// <summary>
/// Imports a file of the official UN/LOCODE list, for the operator: all of it, or nothing if a line is bad. The same file again changes nothing; a code
/// from another file stays.
/// </summary>
internal static class ImportPlaces
{
    /// <summary>Four times the largest part that UNECE has published, in bytes.</summary>
    public const int MaxFileSize = 32 * 1024 * 1024;

    private const int BufferedInMemory = 1024 * 1024;
    private const int SavedAtOnce = 2000;
    private const int MostWarnings = 50;

    /// <summary>The result, in lines of the file.</summary>
    /// <param name="Encoding">The encoding that the file was read in.</param>
    /// <param name="Lines">Lines that hold a place.</param>
    /// <param name="Added">Places that were not known.</param>
    /// <param name="Changed">Places that were known otherwise.</param>
    /// <param name="Unchanged">Places that were known so.</param>
    /// <param name="Skipped">Lines that hold no place of a country.</param>
    /// <param name="Warnings">How many warnings there are.</param>
    /// <param name="FirstWarnings">The first 50 of them.</param>
    public sealed record Response(
        string Encoding, int Lines, int Added, int Changed, int Unchanged, int Skipped, int Warnings, IReadOnlyList<Warning> FirstWarnings);

    /// <summary>Something odd in a line that was imported all the same.</summary>
    /// <param name="Line">The line, counted from 1.</param>
    /// <param name="Problem">What is odd.</param>
    public sealed record Warning(int Line, string Problem);

    public static void Map(IEndpointRouteBuilder places) =>
        places.MapPost("/import", HandleAsync)
            .WithName("ImportPlaces").WithSummary("Imports the official list of places")
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
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two imports at once take the same number, and the index refuses the second (409).
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
        await transaction.CommitAsync(ct);
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
