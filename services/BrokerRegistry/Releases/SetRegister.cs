using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.BrokerRegistry.Registers;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Releases;

/// <summary>
/// Writes the page of the register of the caller's State, and to whom the register is released. The releases hold for all of its brokers at once, but for
/// those that are released apart.
/// </summary>
internal static class SetRegister
{
    /// <summary>The page, and to whom the register is released.</summary>
    public sealed record Request : RegisterContent
    {
        /// <summary>To whom the brokers of the register are released. Without releases, the State alone sees them. Needs the scope <c>releases:write</c>.</summary>
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    public static void Map(IEndpointRouteBuilder registers) => registers.MapPut("/{state}", HandleAsync)
        .WithName("SetRegister").WithSummary("Writes the page of a register").RequireScope(Scopes.BrokersWrite).WithIdempotency<BrokersDb>().HonoursIfMatch().WithExample("register")
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, or of another State");

    /// <param name="state">The caller's State, ISO 3166-1 alpha-3.</param>
    internal static async Task<Results<ViewAnswer<RegisterView>, ProblemHttpResult>> HandleAsync(
        string state, Request request, Principal caller, OwnRegister own, BrokersDb db, IOutbox<BrokersDb> outbox, TrustDirectory trust, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (state != caller.Member) return Problems.Forbidden("A State writes the page of its own register.");
        if (BrokerForm.RefuseOthers(caller) is { } refused) return refused;
        var (now, faults) = (clock.StoredNow(), new Faults());
        RegisterRules.CheckRegister(request, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();
        if (!caller.Has(Scopes.ReleasesWrite)) return Problems.InsufficientScope(http, Scopes.ReleasesWrite);

        Register? written = null;
        ProblemHttpResult? stale = null;
        await db.TryInTransactionAsync(async () =>
        {
            var id = await own.IdAsync(state, now, ct);
            await db.SaveChangesAsync(ct);
            written = await db.Registers.ForUpdate().SingleAsync(r => r.Id == id, ct);
            // Of a page that is not there, no tag is the current one (RFC 9110, section 13.1.1).
            if (ETags.IsConditional(http.Request)
                && (written.Content is null || !ETags.Allows(http.Request, Shown.ETagOf(RegisterView.Of(written, caller), ReleaseLevel.Full)))) stale = Problems.PreconditionFailed();
            if (stale is not null) return false;
            written.Write(request, releases, now);
            await db.SetGrantsAsync<Broker>(id, state, releases, ct);
            await outbox.PublishAsync(written.Fact(), ct);
            await db.SaveChangesAsync(ct);
            return true;
        }, ct);
        return stale is not null ? stale : new ViewAnswer<RegisterView>(Shown.ToEveryone(RegisterView.Of(written!, caller)));
    }
}
