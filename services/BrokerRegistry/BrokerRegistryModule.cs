using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Consumers;
using Exchange.BrokerRegistry.Data;
using Exchange.BrokerRegistry.Denials;
using Exchange.BrokerRegistry.Integrity;
using Exchange.BrokerRegistry.Licences;
using Exchange.BrokerRegistry.Registers;
using Exchange.BrokerRegistry.Releases;
using Exchange.BrokerRegistry.Standings;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Messaging;
using MassTransit;

namespace Exchange.BrokerRegistry;

/// <summary>Each State's register of arms brokers: what a host calls.</summary>
public static class BrokerRegistryModule
{
    /// <summary>The service's name on the bus, in the gateway and among databases.</summary>
    public const string Name = "broker-registry";

    /// <summary>Registers the service's database and what its features need.</summary>
    public static IHostApplicationBuilder AddBrokerRegistry(this IHostApplicationBuilder builder)
    {
        builder.AddExchangeDatabase<BrokersDb, PostgresBrokersDb, SqliteBrokersDb>(Name);
        builder.Services.AddOutbox<BrokersDb>(Name);
        builder.AddServiceDocument(Name, "Broker registry", "Each State's register of arms brokers, and what its law asks of them.");
        builder.Services.AddRecords<BrokersDb, Broker, BrokerView, BrokerForm>();
        builder.Services.AddRecords<BrokersDb, Licence, LicenceView, LicenceForm>();
        builder.Services.AddRecords<BrokersDb, IntegrityRecord, IntegrityView, IntegrityForm>();
        builder.Services.AddRecords<BrokersDb, Denial, DenialView, DenialForm>();
        builder.Services.AddScoped<OwnRegister>();
        builder.Services.AddScoped<StandingChange>();
        builder.Services.AddHostedService<ExpireRegistrations>();
        return builder;
    }

    /// <summary>Registers what the service does when others publish.</summary>
    public static void AddBrokerRegistryConsumers(this IBusRegistrationConfigurator bus) => bus.AddInboxConsumer<RepublishBrokers, BrokersDb>(Name);

    /// <summary>Maps the service's features.</summary>
    public static void MapBrokerRegistry(this IEndpointRouteBuilder endpoints)
    {
        var service = endpoints.MapService(Name);
        var registers = service.MapGroup("/v1/registers").WithTags("Registers");
        SetRegister.Map(registers);
        ReadRegisters.Map(registers);
        var brokers = service.MapGroup("/v1/brokers").WithTags("Brokers");
        RegisterBroker.Map(brokers);
        ListBrokers.Map(brokers);
        GetBroker.Map(brokers);
        AmendBroker.Map(brokers);
        GetBrokerHistory.Map(brokers);
        ReleaseBroker.Map(brokers);
        ChangeStanding.Map(service.MapGroup("/v1/brokers").WithTags("Standing"));
        var proposals = service.MapGroup("/v1/broker-proposals").WithTags("Standing");
        ReadProposals.Map(proposals);
        DecideProposal.Map(proposals);
        var licences = service.MapGroup("/v1/brokers").WithTags("Licences");
        RecordLicence.Map(licences);
        ReadLicences.Map(licences);
        ChangeLicence.Map(licences);
        var integrity = service.MapGroup("/v1/brokers").WithTags("Integrity");
        RecordIntegrity.Map(integrity);
        ListIntegrity.Map(integrity);
        ChangeIntegrity.Map(integrity);
        var denials = service.MapGroup("/v1/denials").WithTags("Denials");
        RecordDenial.Map(denials);
        ReadDenials.Map(denials);
        service.MapParkedMessages<BrokersDb>(Name);
    }
}
