using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Registers;

/// <summary>Reads the pages of registers. Every member may read them.</summary>
internal static class ReadRegisters
{
    public static void Map(IEndpointRouteBuilder registers)
    {
        registers.MapGet("/", ListAsync).WithName("ListRegisters").WithSummary("Lists the pages of registers").RequireScope(Scopes.BrokersRead);
        registers.MapGet("/{state}", GetAsync).WithName("GetRegister").WithSummary("Shows the page of a register").RequireScope(Scopes.BrokersRead);
    }

    /// <summary>Lists the pages that States have written, by State: what their law asks of brokers, forms and contacts.</summary>
    internal static async Task<Results<PageAnswer<RegisterView>, ProblemHttpResult>> ListAsync([AsParameters] Paging paging, Principal caller, BrokersDb db, CancellationToken ct)
    {
        var faults = new Faults();
        var page = paging.Read<string>("registers", null, faults);
        if (faults.Any) return faults.ToProblem();
        var after = page.After ?? "";
        var found = await db.Registers.AsNoTracking().Where(r => r.Content != null && r.State.CompareTo(after) > 0).OrderBy(r => r.State).Take(page.Take).ToListAsync(ct);
        return page.Answer(found, r => r.State, r => RegisterView.Of(r, caller));
    }

    /// <summary>Returns the page of one State's register. A State that has written none answers 404: ask its national point of contact.</summary>
    /// <param name="state">The State, ISO 3166-1 alpha-3.</param>
    internal static async Task<Results<ViewAnswer<RegisterView>, ProblemHttpResult>> GetAsync(string state, Principal caller, BrokersDb db, CancellationToken ct) =>
        await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.State == state && r.Content != null, ct) is { } register
            ? new ViewAnswer<RegisterView>(Shown.ToEveryone(RegisterView.Of(register, caller)))
            : Problems.NotFound();
}
