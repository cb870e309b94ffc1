using Exchange.Hosting.Data;
using Exchange.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exchange.Hosting.CatchUp;

/// <summary>Whether a service was told of the cases from before its queues existed: one row of its own database.</summary>
public sealed class CaseCatchUp
{
    internal const int Only = 1;

    public required int Id { get; init; }

    /// <summary>How often it was asked for; of several replicas that ask at once, one does.</summary>
    public required int Asked { get; set; }
    public required DateTimeOffset AskedAt { get; set; }

    /// <summary>When all had been told; from then on nothing is asked for.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}

/// <summary>For services that derive something from cases: what was reported before they took part reaches them too.</summary>
public static class CaseCatchUpRegistration
{
    /// <summary>
    /// Asks DiversionCases for every case, until it has once been told of all. They arrive as any other, at the service's own
    /// consumers of <see cref="Contracts.CaseAmended"/> and <see cref="Contracts.CaseWithdrawn"/>, which drop what is not newer
    /// than what they hold. The model of <typeparamref name="TDb"/> has to have <see cref="AddCaseCatchUp(ModelBuilder)"/>.
    /// </summary>
    /// <param name="service">The service's name on the bus.</param>
    public static void AddCaseCatchUp<TDb>(this IBusRegistrationConfigurator bus, string service) where TDb : ExchangeDb
    {
        bus.AddInboxConsumer<KeepThatCasesWereTold<TDb>, TDb>(service);
        bus.AddSingleton(new CatchingUp<TDb>(service));
        bus.AddSingleton<IHostedService, AskForCases<TDb>>();
    }

    /// <summary>Maps <c>case_catch_up</c>.</summary>
    public static ModelBuilder AddCaseCatchUp(this ModelBuilder model)
    {
        model.Entity<CaseCatchUp>(catchUp =>
        {
            catchUp.ToTable("case_catch_up");
            catchUp.Property(c => c.Id).ValueGeneratedNever();
            catchUp.Property(c => c.Asked).IsConcurrencyToken();
        });
        return model;
    }
}

/// <summary>The service that keeps its cases in <typeparamref name="TDb"/>.</summary>
internal sealed record CatchingUp<TDb>(string Service) where TDb : ExchangeDb;
