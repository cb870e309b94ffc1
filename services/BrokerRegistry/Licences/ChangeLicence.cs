using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.BrokerRegistry.Licences;

/// <summary>Suspends a granted licence, reinstates it, or revokes it for good.</summary>
internal static class ChangeLicence
{
    /// <summary>How the decision is to stand, and why.</summary>
    public sealed record Request
    {
        /// <summary>Suspended, revoked, or as it was decided again.</summary>
        [RequiredField][OneOf(typeof(LicenceStates), nameof(LicenceStates.All))] public string? State { get; init; }

        /// <summary>The reason; shown to those who see the decision in full.</summary>
        [RequiredField][Text(2_000, Lines = true)] public string? Reason { get; init; }
    }

    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapPost("/{id:guid}/licences/{licence:guid}/state", HandleAsync)
        .WithName("ChangeLicence").WithSummary("Suspends or revokes a licence").RequireScope(Scopes.BrokersWrite).WithIdempotency<BrokersDb>()
        .ChangesBroker().WithExample("licence-state")
        .Refuses(StatusCodes.Status409Conflict, "state-not-allowed", "the licence was not granted, or cannot stand so after its current state");

    internal static async Task<Results<ViewAnswer<LicenceView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid licence, Request request, Records<BrokersDb, Licence, LicenceView> licences, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await licences.FindAsync(l => l.Record.Id == licence && l.Record.BrokerId == id, ct) is not { } found) return Problems.NotFound();
        if (await licences.RefuseChangeAsync(found, ct) is { } refused) return refused;
        var now = clock.StoredNow();
        if (Check.Request(request, now) is { } invalid) return invalid;
        if (!found.Record.TryChange(request.State!, request.Reason!, now))
            return Problems.Conflict("state-not-allowed", $"A decision {found.Record.Read().Decision} that is {found.Record.State} cannot become {request.State}.");
        await db.SaveChangesAsync(ct);
        return await licences.ShowChangedAsync(found.Record, ct);
    }
}
