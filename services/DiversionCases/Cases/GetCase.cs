using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Cases;

/// <summary>Shows a case at the level at which the caller may see it.</summary>
internal static class GetCase
{
    public static void Map(IEndpointRouteBuilder cases) => cases.MapGet("/{id:guid}", HandleAsync)
        .WithName("GetCase").WithSummary("Shows a case").RequireScope(Scopes.CasesRead);

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Principal caller, CasesDb db, PlaceLookup places, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.VisibleTo<DiversionCase>(caller, now).AsNoTracking().ByKey().SingleOrDefaultAsync(s => s.Record.Id == id, ct) is { } seen
            ? new JsonBytes(LevelJson.Serialize(CaseView.Of(seen.Record, seen.Level, caller, places, now), seen.Level))
            : Problems.NotFound();
    }
}
