using Exchange.Contracts;
using Exchange.DiversionCases.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases.Cases;

/// <summary>Returns a case at the highest level at which it was released to the caller.</summary>
internal static class GetCase
{
    public static void Map(IEndpointRouteBuilder cases) => cases.MapGet("/{id:guid}", HandleAsync)
        .WithName("GetCase").WithSummary("Shows a case").RequireScope(Scopes.CasesRead);

    internal static Task<Results<ViewAnswer<CaseView>, ProblemHttpResult>> HandleAsync(Guid id, Records<CasesDb, DiversionCase, CaseView> cases, CancellationToken ct) =>
        cases.ShowAsync(id, ct);
}
