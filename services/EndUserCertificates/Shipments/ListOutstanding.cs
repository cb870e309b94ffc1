using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>
/// Lists for both States what was drawn and not confirmed as delivered, in full, by the day on which it was due: what to follow up, the
/// longest overdue first.
/// </summary>
internal static class ListOutstanding
{
    private sealed record Position(DateOnly DueOn, Guid Id);

    public static void Map(IEndpointRouteBuilder service) => service.MapGet("/v1/deliveries/outstanding", HandleAsync)
        .WithName("ListOutstandingDeliveries").WithTags("Deliveries").WithSummary("Lists what was not confirmed in time").RequireScope(Scopes.CertificatesRead);

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        int? limit, string? cursor, Principal caller, CertificatesDb db, Cursors cursors, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        var size = Pages.Limit(limit, faults);
        var scope = $"outstanding {caller.Member}";
        Position? after = null;
        if (cursor is not null && !cursors.TryUnprotect(cursor, scope, out after)) faults.Add("cursor", "is not a cursor of this list");
        if (faults.Any) return faults.ToProblem();

        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var overdue = db.VisibleTo<Drawdown>(caller, now).Where(d => d.Record.Status == DrawdownStatus.Committed && d.Record.DeliveryDueOn < today);
        if (after is (var dueOn, var id)) overdue = overdue.Where(d => d.Record.DeliveryDueOn > dueOn || (d.Record.DeliveryDueOn == dueOn && d.Record.Id > id));
        var found = await overdue.AsNoTracking().OrderBy(d => d.Record.DeliveryDueOn).ThenBy(d => d.Record.Id).Take(size + 1).ToListAsync(ct);
        var next = found.Count > size ? cursors.Protect(new Position(found[size - 1].Record.DeliveryDueOn!.Value, found[size - 1].Record.Id), scope) : null;
        return Pages.Of(http, found.Take(size).Select(d => new VisibleDrawdown(d.Record, d.Level).Show(caller)), next);
    }
}
