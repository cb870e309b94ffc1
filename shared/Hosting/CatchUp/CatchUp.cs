using Exchange.Contracts;
using Exchange.Hosting.Data;
using Exchange.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exchange.Hosting.CatchUp;

/// <summary>Whether a service has received the records of one kind from before its queues existed: a row of its own database.</summary>
public sealed class CatchUp
{
    internal const int MaxKindLength = 32;

    /// <summary>What the records are, such as <c>cases</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How often the service has asked. Of several replicas that ask at once, one succeeds.</summary>
    public required int Asked { get; set; }
    public required DateTimeOffset AskedAt { get; set; }

    /// <summary>When the service had received all of them; it does not ask again.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}

/// <summary>For services that derive something from another service's records: what was reported before they took part reaches them too.</summary>
public static class CatchUpRegistration
{
    /// <summary>
    /// Asks the owner of the records to publish all of them, until it says once that it has. They arrive as any other, at the service's own
    /// consumers, which drop what is not newer than what they hold. The model of <typeparamref name="TDb"/> needs <see cref="AddCatchUps"/>.
    /// </summary>
    /// <typeparam name="TDb">The service's own database.</typeparam>
    /// <typeparam name="TRequest">The message that asks.</typeparam>
    /// <typeparam name="TDone">The message that says that all were published.</typeparam>
    /// <param name="service">The service's name on the bus.</param>
    /// <param name="kind">What the records are, such as <c>cases</c>.</param>
    /// <param name="request">The request of the service named.</param>
    public static void AddCatchUp<TDb, TRequest, TDone>(this IBusRegistrationConfigurator bus, string service, string kind, Func<string, TRequest> request)
        where TDb : ExchangeDb
        where TRequest : class
        where TDone : class, ICatchUpDone
    {
        bus.AddInboxConsumer<RecordCatchUpDone<TDb, TDone>, TDb>(service, $"record-{kind}-caught-up");
        var catchUp = new CatchUpOf<TDb, TRequest, TDone>(service, kind, request);
        bus.AddSingleton(catchUp);
        bus.AddSingleton<ICatchUpOf<TDb, TDone>>(catchUp);
        bus.AddSingleton<IHostedService, AskForRecords<TDb, TRequest, TDone>>();
    }

    /// <summary>Maps <c>catch_ups</c>.</summary>
    public static ModelBuilder AddCatchUps(this ModelBuilder model)
    {
        model.Entity<CatchUp>(catchUp =>
        {
            catchUp.ToTable("catch_ups");
            catchUp.HasKey(c => c.Kind);
            catchUp.Property(c => c.Kind).HasMaxLength(CatchUp.MaxKindLength);
            catchUp.Property(c => c.Asked).IsConcurrencyToken();
        });
        return model;
    }
}

/// <summary>What a service catches up on, and how it asks.</summary>
internal sealed record CatchUpOf<TDb, TRequest, TDone>(string Service, string Kind, Func<string, TRequest> Request) : ICatchUpOf<TDb, TDone>;

/// <summary>What the consumer of <typeparamref name="TDone"/> needs to know of it.</summary>
internal interface ICatchUpOf<TDb, TDone>
{
    string Service { get; }

    string Kind { get; }
}
