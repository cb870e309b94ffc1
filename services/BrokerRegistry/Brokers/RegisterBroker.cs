using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Brokers;

/// <summary>Registers a broker in the register of the caller's State (outcome document, para 102). It is active from the first day of its validity.</summary>
internal static class RegisterBroker
{
    /// <summary>The registration, and to whom it is released.</summary>
    public sealed record Request : BrokerContent
    {
        /// <summary>To whom the entry is released, apart from the register. Without it, the register's releases hold. Needs the scope <c>releases:write</c>.</summary>
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    /// <summary>The entry as it was stored.</summary>
    /// <param name="Id">The id of the entry.</param>
    /// <param name="Number">The number in the register.</param>
    /// <param name="Version">1; it grows by one with each change.</param>
    public sealed record Response(Guid Id, string Number, int Version);

    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapPost("/", HandleAsync)
        .WithName("RegisterBroker").WithSummary("Registers a broker").RequireScope(Scopes.BrokersWrite).WithIdempotency<BrokersDb>().WithExample("broker")
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority")
        .Refuses(StatusCodes.Status409Conflict, "number-taken", "the register has a broker of this number already");

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, BrokersDb db, OwnRegister register, IOutbox<BrokersDb> outbox, TrustDirectory trust, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (BrokerForm.RefuseOthers(caller) is { } refused) return refused;
        var (now, faults) = (clock.StoredNow(), new Faults());
        BrokerRules.CheckBroker(request, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();
        if (request.Releases is not null && !caller.Has(Scopes.ReleasesWrite)) return Problems.InsufficientScope(http, Scopes.ReleasesWrite);

        // The State's own number: the answer reveals nothing to others.
        if (await db.VisibleTo<Broker>(caller, now).ByKey().AnyAsync(b => b.Record.Originator == caller.Member && b.Record.Number == request.Number, ct)) return NumberTaken(request);
        Broker? registered = null;
        var problem = await db.UnlessRefusedAsync(async () =>
        {
            registered = Broker.Register(caller, request, await register.IdAsync(caller.Member, now, ct), request.Releases is null ? null : releases, now);
            db.Add(registered);
            if (registered.Releases is { } apart) db.AddRange(Grants.Of<Broker>(registered.Id, registered.Originator, apart));
            await outbox.PublishAsync(registered.Fact(), ct);
            try
            {
                await db.SaveChangesAsync(ct);
                return null;
            }
            catch (DbUpdateException e) when (UniqueViolations.IsOf(e, BrokersDb.NumberIndex, nameof(Broker.Number)))
            {
                return NumberTaken(request);
            }
        }, ct);
        if (problem is not null) return problem;
        return TypedResults.Created($"/v1/brokers/{registered!.Id}", new Response(registered.Id, registered.Number, registered.Version));
    }

    private static ProblemHttpResult NumberTaken(Request request) => Problems.Conflict("number-taken", $"The register has a broker {request.Number} already. To change its entry, amend it.");
}
