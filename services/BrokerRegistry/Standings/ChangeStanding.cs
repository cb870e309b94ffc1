using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Standings;

/// <summary>
/// Suspends a broker of the caller's register, reinstates it, or proposes to revoke its registration. A revocation is for good: another officer or client of
/// the same authority confirms it, and until then the standing stays.
/// </summary>
internal static class ChangeStanding
{
    /// <summary>The standing, and why.</summary>
    public sealed record Request
    {
        /// <summary>How the broker is to stand.</summary>
        [RequiredField][OneOf(BrokerStandings.Active, BrokerStandings.Suspended, BrokerStandings.Revoked)] public string? Standing { get; init; }

        /// <summary>The reason; shown to those who see the broker in full.</summary>
        [RequiredField][Text(2_000, Lines = true)] public string? Reason { get; init; }

        /// <summary>The day (UTC) from which it holds; today unless told.</summary>
        [PastDay] public DateOnly? Effective { get; init; }
    }

    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapPost("/{id:guid}/standing", HandleAsync)
        .WithName("ChangeBrokerStanding").WithSummary("Changes how a broker stands").RequireScope(Scopes.BrokersWrite).WithIdempotency<BrokersDb>()
        .ChangesBroker().WithExample("broker-standing")
        .Refuses(StatusCodes.Status409Conflict, "standing-not-allowed", "the broker cannot stand so after its current standing")
        .Refuses(StatusCodes.Status409Conflict, "proposal-open", "a proposal for this broker waits for its second officer");

    internal static async Task<Results<ViewAnswer<BrokerView>, Accepted<ProposalView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Principal caller, Records<BrokersDb, Broker, BrokerView> brokers, StandingChange change, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var (found, problem) = await brokers.FindToChangeAsync(id, ct);
        if (found is null) return problem!;
        var now = clock.StoredNow();
        if (Check.Request(request, now) is { } invalid) return invalid;
        var (broker, today) = (found.Record, DateOnly.FromDateTime(now.UtcDateTime));
        if (StandingChange.Refuse(broker, request.Standing!, today) is { } refused) return refused;
        if (request.Standing != BrokerStandings.Revoked)
        {
            await change.ApplyAsync(broker, request.Standing!, request.Reason!, request.Effective ?? today, caller.Authority, now, ct);
            await db.SaveChangesAsync(ct);
            return await brokers.ShowChangedAsync(broker, ct);
        }

        var proposal = new StandingProposal
        {
            Id = Guid.CreateVersion7(now),
            BrokerId = broker.Id,
            Originator = broker.Originator,
            Standing = request.Standing,
            Reason = request.Reason!,
            Effective = request.Effective ?? today,
            Authority = caller.Authority,
            ProposedBy = caller.Subject,
            ProposedAt = now,
        };
        db.Add(proposal);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolations.IsOf(e, BrokersDb.OpenProposalIndex, nameof(StandingProposal.IsOpen)))
        {
            return Problems.Conflict("proposal-open", "A proposal for this broker is open. Confirm or reject it first.");
        }
        return TypedResults.Accepted($"/v1/broker-proposals/{proposal.Id}", ProposalView.Of(proposal));
    }
}

/// <summary>A change of a broker's standing.</summary>
internal sealed class StandingChange(BrokersDb db, IOutbox<BrokersDb> outbox)
{
    /// <summary>409 if the broker cannot stand so after its current standing, or null.</summary>
    public static ProblemHttpResult? Refuse(Broker broker, string to, DateOnly today) => (broker.StandingOn(today), to) switch
    {
        (BrokerStandings.Active or BrokerStandings.None, BrokerStandings.Suspended) => null,
        (BrokerStandings.Suspended, BrokerStandings.Active) when broker.ValidUntil is null || broker.ValidUntil >= today => null,
        (BrokerStandings.Suspended, BrokerStandings.Active) => Problems.Conflict("standing-not-allowed", $"The registration was valid until {broker.ValidUntil:O}. Renew it first."),
        (not BrokerStandings.Revoked, BrokerStandings.Revoked) => null,
        (var from, _) => Problems.Conflict("standing-not-allowed", $"A broker that is {from} cannot become {to}."),
    };

    /// <summary>Changes the standing and publishes it; takes effect with the caller's save.</summary>
    public async Task ApplyAsync(Broker broker, string to, string reason, DateOnly since, string? by, DateTimeOffset now, CancellationToken ct)
    {
        db.Add(broker.SetStanding(to, reason, since, by, now));
        await outbox.PublishAsync(broker.Fact(), ct);
    }
}
