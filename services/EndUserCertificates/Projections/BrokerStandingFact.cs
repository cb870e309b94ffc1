using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using MassTransit;

namespace Exchange.EndUserCertificates.Projections;

/// <summary>A broker's standing, as its State's register last published it; shown to those whom the register, or the broker itself, is released to.</summary>
internal sealed class BrokerStandingFact : IReleasedTogether
{
    public required Guid Id { get; init; }

    /// <summary>The State that registers it.</summary>
    public required string Originator { get; init; }

    /// <summary>The register's id, or the broker's own where it is released apart.</summary>
    public required Guid ReleasedWith { get; set; }

    /// <summary>State and number (<see cref="KeyOf"/>).</summary>
    public required string Key { get; init; }

    /// <summary>One of <see cref="BrokerStandings"/>.</summary>
    public required string Standing { get; set; }
    public DateOnly? ValidFrom { get; set; }
    public DateOnly? ValidUntil { get; set; }

    /// <summary>When the register published it (UTC).</summary>
    public required DateTimeOffset AsOf { get; set; }

    public required long Version { get; set; }

    /// <summary>How a broker is named across registers: <c>CZE/CZ-003</c>.</summary>
    public static string KeyOf(string state, string number) => $"{state}/{number}";
}

/// <summary>A register, of which others know to whom it is released.</summary>
internal sealed class RegisterFact
{
    public required Guid Id { get; init; }
    public required long Version { get; set; }
}

/// <summary>Stores what registers publish about brokers; older versions are dropped.</summary>
internal sealed class ProjectBrokerStanding(CertificatesDb db) : IConsumer<BrokerStandingChanged>, IConsumer<RegisterChanged>
{
    public async Task Consume(ConsumeContext<BrokerStandingChanged> context)
    {
        var (told, ct) = (context.Message, context.CancellationToken);
        var known = await db.BrokerStandings.FindAsync([told.Id], ct);
        if (known?.Version >= told.Version) return;
        if (known is null)
        {
            db.Add(new BrokerStandingFact
            {
                Id = told.Id, Originator = told.State, ReleasedWith = told.ReleasedWith, Key = BrokerStandingFact.KeyOf(told.State, told.Number),
                Standing = told.Standing, ValidFrom = told.ValidFrom, ValidUntil = told.ValidUntil, AsOf = told.At, Version = told.Version,
            });
        }
        else
        {
            (known.ReleasedWith, known.Standing, known.ValidFrom, known.ValidUntil) = (told.ReleasedWith, told.Standing, told.ValidFrom, told.ValidUntil);
            (known.AsOf, known.Version) = (told.At, told.Version);
        }
        if (told.Releases is { } apart) await db.SetGrantsAsync<BrokerStandingFact>(told.Id, told.State, apart, ct);
        else await db.RemoveGrantsAsync<BrokerStandingFact>(told.Id, ct);
        await db.SaveChangesAsync(ct);
    }

    public async Task Consume(ConsumeContext<RegisterChanged> context)
    {
        var (told, ct) = (context.Message, context.CancellationToken);
        var known = await db.RegisterFacts.FindAsync([told.Id], ct);
        if (known?.Version >= told.Version) return;
        if (known is null) db.Add(new RegisterFact { Id = told.Id, Version = told.Version });
        else known.Version = told.Version;
        await db.SetGrantsAsync<BrokerStandingFact>(told.Id, told.State, told.Releases, ct);
        await db.SaveChangesAsync(ct);
    }
}
