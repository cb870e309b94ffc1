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
        .WithName("ListOutstandingDeliveries").WithTags("Shipments").WithSummary("Lists what was not confirmed in time").RequireScope(Scopes.CertificatesRead);

    internal static async Task<Results<PageAnswer<DrawdownView>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Paging paging, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct)
    {
        var faults = new Faults();
        var page = paging.Read<Position>("outstanding", null, faults);
        if (faults.Any) return faults.ToProblem();

        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var overdue = db.VisibleTo<Drawdown>(caller, now).Where(d => d.Record.Status == DrawdownStatus.Committed && d.Record.DeliveryDueOn < today);
        if (page.After is (var dueOn, var id)) overdue = overdue.Where(d => d.Record.DeliveryDueOn > dueOn || (d.Record.DeliveryDueOn == dueOn && d.Record.Id > id));
        var found = await overdue.AsNoTracking().OrderBy(d => d.Record.DeliveryDueOn).ThenBy(d => d.Record.Id).Take(page.Take).ToListAsync(ct);
        return await page.ShowAsync(found, d => new Position(d.Record.DeliveryDueOn!.Value, d.Record.Id), d => (ShownRecord.Of(d), DrawdownView.Of(d.Record, caller)), ct);
    }
}
