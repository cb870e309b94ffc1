using Exchange.Access;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases.Cases;

/// <summary>How cases are shown, and who may change them.</summary>
internal sealed class CaseForm(PlaceLookup places) : IRecordForm<DiversionCase, CaseView>
{
    public ValueTask<CaseView> ViewAsync(Visible<DiversionCase> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        ValueTask.FromResult(CaseView.Of(seen.Record, seen.Level, reader, places, now));

    public ProblemHttpResult? RefuseChange(DiversionCase record, Principal caller) => record.Originator == caller.Member
        ? null
        : Problems.Forbidden("Only the member that reported a case changes it.");
}

/// <summary>The problem of a case that no longer changes.</summary>
internal static class WithdrawnCase
{
    public const string Code = "case-withdrawn";

    /// <summary>409 if the case was withdrawn, or null.</summary>
    public static ProblemHttpResult? Refuse(DiversionCase record) => record.IsWithdrawn ? Problems.Conflict(Code, "The case was withdrawn.") : null;

    /// <summary>Documents that the operation changes a case: <c>If-Match</c>, and its refusals.</summary>
    public static RouteHandlerBuilder ChangesCase(this RouteHandlerBuilder endpoint) => endpoint
        .HonoursIfMatch()
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller sees the case, and another member reported it")
        .Refuses(StatusCodes.Status409Conflict, Code, "the case was withdrawn");
}
