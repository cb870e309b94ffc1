using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using MassTransit;

namespace Exchange.EndUserCertificates.Projections;

/// <summary>A broker's standing, as its State's register last published it.</summary>
internal sealed class BrokerStandingFact
{
    public required string State { get; init; }
    public required string Number { get; init; }

    /// <summary>One of <see cref="BrokerStandings"/>.</summary>
    public required string Standing { get; set; }

    public DateOnly? ValidUntil { get; set; }

    /// <summary>When the register published it (UTC).</summary>
    public required DateTimeOffset AsOf { get; set; }

    public required long Version { get; set; }
}

/// <summary>Stores what registers publish about brokers; older versions are dropped.</summary>
internal sealed class ProjectBrokerStanding(CertificatesDb db) : IConsumer<BrokerRegistered>, IConsumer<BrokerStandingChanged>
{
    public Task Consume(ConsumeContext<BrokerRegistered> context) => PutAsync(
        context.Message.State, context.Message.Number, context.Message.Standing, context.Message.ValidUntil, context.Message.At, context.Message.Version, context.CancellationToken);

    public Task Consume(ConsumeContext<BrokerStandingChanged> context) => PutAsync(
        context.Message.State, context.Message.Number, context.Message.Standing, context.Message.ValidUntil, context.Message.At, context.Message.Version, context.CancellationToken);

    private async Task PutAsync(string state, string number, string standing, DateOnly? validUntil, DateTimeOffset at, long version, CancellationToken ct)
    {
        if (await db.BrokerStandings.FindAsync([state, number], ct) is not { } known)
            db.Add(new BrokerStandingFact { State = state, Number = number, Standing = standing, ValidUntil = validUntil, AsOf = at, Version = version });
        else if (known.Version < version)
            (known.Standing, known.ValidUntil, known.AsOf, known.Version) = (standing, validUntil, at, version);
        await db.SaveChangesAsync(ct);
    }
}
