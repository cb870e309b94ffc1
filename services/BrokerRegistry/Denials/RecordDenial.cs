using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Denials;

/// <summary>Records a denial of the caller's State, and takes one back.</summary>
internal static class RecordDenial
{
    /// <summary>The denial, and to whom it is released.</summary>
    public sealed record Request : DenialContent
    {
        /// <summary>To whom the denial is released. Without releases, the State alone sees it. Needs the scope <c>releases:write</c>.</summary>
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    /// <summary>Why a denial is taken back.</summary>
    public sealed record Withdrawal
    {
        /// <summary>The reason; shown to those who see the denial in full.</summary>
        [RequiredField][Text(2_000, Lines = true)] public string? Reason { get; init; }
    }

    public static void Map(IEndpointRouteBuilder denials)
    {
        denials.MapPost("/", HandleAsync).WithName("RecordDenial").WithSummary("Records a denial").RequireScope(Scopes.BrokersWrite).WithIdempotency<BrokersDb>().WithExample("denial")
            .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority")
            .Refuses(StatusCodes.Status409Conflict, "number-taken", "the State has recorded a denial of this number already");
        denials.MapPost("/{id:guid}/withdraw", WithdrawAsync).WithName("WithdrawDenial").WithSummary("Takes a denial back").RequireScope(Scopes.BrokersWrite).WithIdempotency<BrokersDb>()
            .HonoursIfMatch().WithExample("withdrawal")
            .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, or another State denied")
            .Refuses(StatusCodes.Status409Conflict, "state-not-allowed", "the denial was taken back already");
    }

    /// <summary>Records a licence or a registration that the caller's State denied.</summary>
    internal static async Task<Results<CreatedAnswer<DenialView>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, Records<BrokersDb, Denial, DenialView> denials, BrokersDb db, TrustDirectory trust, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (BrokerForm.RefuseOthers(caller) is { } refused) return refused;
        var (now, faults) = (clock.StoredNow(), new Faults());
        DenialRules.Check(request, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();
        if (releases.Count > 0 && !caller.Has(Scopes.ReleasesWrite)) return Problems.InsufficientScope(http, Scopes.ReleasesWrite);

        var denial = Denial.Record(caller, request, releases, now);
        db.Add(denial);
        db.AddRange(Grants.Of<Denial>(denial.Id, denial.Originator, releases));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolations.IsOf(e, BrokersDb.DenialNumberIndex, nameof(Denial.Number)))
        {
            return Problems.Conflict("number-taken", $"This State has recorded a denial {request.Number} already.");
        }
        return await denials.ShowCreatedAsync(denial, $"/v1/denials/{denial.Id}", ct);
    }

    /// <summary>Takes a denial of the caller's State back. Those whom it reached see that it was.</summary>
    internal static async Task<Results<ViewAnswer<DenialView>, ProblemHttpResult>> WithdrawAsync(
        Guid id, Withdrawal request, Records<BrokersDb, Denial, DenialView> denials, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var (found, problem) = await denials.FindToChangeAsync(id, ct);
        if (found is null) return problem!;
        if (Check.Request(request, clock.GetUtcNow()) is { } invalid) return invalid;
        if (found.Record.WithdrawalReason is not null) return Problems.Conflict("state-not-allowed", "The denial was taken back already.");
        found.Record.Withdraw(request.Reason!);
        await db.SaveChangesAsync(ct);
        return await denials.ShowChangedAsync(found.Record, ct);
    }
}
