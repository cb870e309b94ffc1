using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Brokers;

/// <summary>Lists the brokers of the caller's own register and those released to it, the newest first.</summary>
internal static class ListBrokers
{
    /// <summary>Filters; all that are given must match.</summary>
    public sealed record Filter
    {
        /// <summary>The State whose register it is.</summary>
        [FromQuery(Name = "register"), Country] public string? Register { get; init; }

        /// <summary>The broker's number, whole.</summary>
        [FromQuery(Name = "number"), Text(64)] public string? Number { get; init; }

        /// <summary>How the broker stands today.</summary>
        [FromQuery(Name = "standing"), OneOf(typeof(BrokerStandings), nameof(BrokerStandings.All))] public string? Standing { get; init; }

        /// <summary>A company or a natural person.</summary>
        [FromQuery(Name = "kind"), Code("broker_kind")] public string? Kind { get; init; }
    }

    /// <summary>What the list shows of a broker.</summary>
    [Leveled]
    public sealed record Line
    {
        /// <summary>The id of the entry.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }

        /// <summary>The State whose register it is.</summary>
        [Country][VisibleFrom(ReleaseLevel.Summary)] public required string Register { get; init; }

        /// <summary>The number in the register.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required string Number { get; init; }

        /// <summary>A company or a natural person.</summary>
        [Code("broker_kind")][VisibleFrom(ReleaseLevel.Summary)] public required string Kind { get; init; }

        /// <summary>The legal name.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required string Name { get; init; }

        /// <summary>Where it is established or lives.</summary>
        [Country][VisibleFrom(ReleaseLevel.Summary)] public required string Country { get; init; }

        /// <summary>How it stands today.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required string Standing { get; init; }

        /// <summary>The last day (UTC) on which the registration holds, where it ends.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidUntil { get; init; }

        /// <summary>At which level it is shown.</summary>
        [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }
    }

    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapGet("/", HandleAsync)
        .WithName("ListBrokers").WithSummary("Lists own and released brokers").RequireScope(Scopes.BrokersRead);

    internal static async Task<Results<PageAnswer<Line>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] Paging paging, Principal caller, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        new Check(faults) { Today = today }.Fields(filter);
        var page = paging.Read<Guid?>("brokers", filter, faults);
        if (faults.Any) return faults.ToProblem();

        var seen = db.VisibleTo<Broker>(caller, now);
        if (filter.Register is { } register) seen = seen.Where(b => b.Record.Originator == register);
        if (filter.Number is { } number) seen = seen.Where(b => b.Record.Number == number);
        if (filter.Kind is { } kind) seen = seen.Where(b => b.Record.Kind == kind);
        if (filter.Standing is { } standing) seen = Standing(seen, standing, today);
        if (page.After is { } last) seen = seen.Where(b => b.Record.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(b => b.Record.Id).Take(page.Take).ToListAsync(ct);
        return await page.ShowAsync(found, b => b.Record.Id, b => (ShownRecord.Of(b), new Line
        {
            Id = b.Record.Id,
            Register = b.Record.Originator,
            Number = b.Record.Number,
            Kind = b.Record.Kind,
            Name = b.Record.Name,
            Country = b.Record.Country,
            Standing = b.Record.StandingOn(today),
            ValidUntil = b.Record.ValidUntil,
            Level = b.Level,
        }), ct);
    }

    // As Broker.StandingOn says.
    private static IQueryable<Visible<Broker>> Standing(IQueryable<Visible<Broker>> seen, string standing, DateOnly today) => standing switch
    {
        BrokerStandings.Active => seen.Where(b => b.Record.Standing == standing && b.Record.ValidFrom <= today && (b.Record.ValidUntil == null || b.Record.ValidUntil >= today)),
        BrokerStandings.Expired => seen.Where(b => b.Record.Standing == standing || (b.Record.Standing == BrokerStandings.Active && b.Record.ValidUntil < today)),
        BrokerStandings.None => seen.Where(b => b.Record.Standing == BrokerStandings.Active && b.Record.ValidFrom > today && (b.Record.ValidUntil == null || b.Record.ValidUntil >= today)),
        _ => seen.Where(b => b.Record.Standing == standing),
    };
}
