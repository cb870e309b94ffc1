using Exchange.Access;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Cases;

/// <summary>A case that the caller may change, or the problem that answers why not.</summary>
internal readonly record struct OwnCase(DiversionCase? Found, ProblemHttpResult? Problem)
{
    /// <summary>
    /// Only the originator changes a case: to whoever cannot see it it does not exist, and whoever can is told so. The
    /// caller's <c>If-Match</c>, if any, has to name what it is shown now; a withdrawn case changes no more.
    /// </summary>
    public static async Task<OwnCase> FindAsync(CasesDb db, Guid id, Principal caller, PlaceLookup places, DateTimeOffset now, HttpRequest request, CancellationToken ct)
    {
        var seen = await db.VisibleTo<DiversionCase>(caller, now).ByKey().SingleOrDefaultAsync(s => s.Record.Id == id, ct);
        if (seen is null) return new(null, Problems.NotFound());
        if (seen.Record.Originator != caller.Member) return new(null, Problems.Forbidden("Only the member that reported a case changes it."));
        if (!ETags.Allows(request, ETags.Of(LevelJson.Serialize(CaseView.Of(seen.Record, seen.Level, caller, places, now), seen.Level))))
            return new(null, Problems.PreconditionFailed());
        if (seen.Record.IsWithdrawn) return new(null, Problems.Conflict("case-withdrawn", "The case was withdrawn."));
        return new(seen.Record, null);
    }
}
