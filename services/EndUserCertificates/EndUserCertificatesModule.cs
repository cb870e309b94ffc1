using Exchange.EndUserCertificates.Authentications;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Demo;
using Exchange.EndUserCertificates.Document;
using Exchange.EndUserCertificates.Embargoes;
using Exchange.EndUserCertificates.Inquiries;
using Exchange.EndUserCertificates.Keys;
using Exchange.EndUserCertificates.Projections;
using Exchange.EndUserCertificates.ReexportConsents;
using Exchange.EndUserCertificates.Shipments;
using Exchange.EndUserCertificates.StatusLists;
using Exchange.EndUserCertificates.Verification;
using Exchange.EndUserCertificates.Verification.Presented;
using Exchange.Hosting;
using Exchange.Hosting.CatchUp;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Messaging;
using Exchange.Storage;
using MassTransit;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StackExchange.Redis;

namespace Exchange.EndUserCertificates;

/// <summary>End-user certificates, their verification and what is drawn against them: what a host calls.</summary>
public static class EndUserCertificatesModule
{
    /// <summary>The service's name on the bus, in the gateway and among databases.</summary>
    public const string Name = "end-user-certificates";

    /// <summary>Registers the service's database and what its features need.</summary>
    public static IHostApplicationBuilder AddEndUserCertificates(this IHostApplicationBuilder builder)
    {
        builder.AddExchangeDatabase<CertificatesDb, PostgresCertificatesDb, SqliteCertificatesDb>(Name);
        builder.Services.AddOutbox<CertificatesDb>(Name);
        builder.AddServiceDocument(Name, "End-user certificates", "End-user certificates: issued, verified, drawn down, and asked about.");
        builder.Services.AddOptions<EndUserCertificatesOptions>().BindConfiguration(EndUserCertificatesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<ReferenceNumbers>();
        builder.AddSecretBox(EndUserCertificatesOptions.Section, Name, box => new CertificateKeyBox(box));
        builder.Services.AddRecords<CertificatesDb, Certificate, CertificateView, CertificateForm>();
        builder.Services.AddRecords<CertificatesDb, Drawdown, DrawdownView, DrawdownForm>();
        builder.Services.AddRecords<CertificatesDb, Delivery, DeliveryView, DeliveryForm>();
        builder.Services.AddRecords<CertificatesDb, ShipmentVerification, ShipmentVerificationView, ShipmentVerificationForm>();
        builder.Services.AddRecords<CertificatesDb, Inquiry, AuthenticationView, AuthenticationForm>();
        builder.Services.AddRecords<CertificatesDb, Inquiry, ConsentView, ConsentForm>();
        builder.Services.AddScoped<StatusChange>();
        builder.Services.AddSingleton<CertificateKeys>();
        builder.Services.AddSingleton<CertificateSigner>();
        builder.Services.AddSingleton<SignedStatusLists>();
        builder.Services.AddScoped<StatusPlaces>();
        builder.Services.AddHostedService<EndReservations>();
        builder.Services.AddSingleton<CertificateRegister>();
        builder.Services.AddSingleton<DiversionHistory>();
        builder.Services.AddSingleton<CaseFreshness>();
        builder.Services.AddSingleton<BrokerLookup>();
        builder.Services.AddSingleton<CredentialPresentation>();
        builder.Services.AddSingleton<QrPresentation>();
        builder.Services.AddSingleton<NumberPresentation>();
        builder.Services.AddSingleton<CertificateVerifier>();
        builder.Services.AddSingleton<MissedVerifications>();
        builder.Services.AddSingleton<Receipts>();
        builder.Services.AddSingleton<VerificationJournal>();
        builder.Services.AddEmbargoes();
        builder.Services.AddScoped<OpenInquiry>();
        builder.Services.AddSingleton<AnswerSigner>();
        builder.Services.AddHostedService<InquiryDeadlines>();
        if (builder.Configuration.GetValue<bool>(LoadSampleCertificates.Setting)) builder.Services.AddHostedService<LoadSampleCertificates>();
        AddCache(builder);
        return builder;
    }

    /// <summary>Registers what the service does when others publish.</summary>
    public static void AddEndUserCertificatesConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddInboxConsumer<ProjectCase, CertificatesDb>(Name);
        bus.AddCatchUp<CertificatesDb, Contracts.CasesRequested, Contracts.CasesRepublished>(Name, "cases", service => new(service));
        bus.AddInboxConsumer<ProjectBrokerStanding, CertificatesDb>(Name);
        bus.AddCatchUp<CertificatesDb, Contracts.BrokersRequested, Contracts.BrokersRepublished>(Name, "brokers", service => new(service));
    }

    /// <summary>Maps the service's features.</summary>
    public static void MapEndUserCertificates(this IEndpointRouteBuilder endpoints)
    {
        var service = endpoints.MapService(Name);
        var certificates = service.MapGroup("/v1/certificates").WithTags("Certificates");
        IssueCertificate.Map(certificates);
        ListCertificates.Map(certificates);
        GetCertificate.Map(certificates);
        ChangeStatus.Map(certificates);
        GetDocument.Map(certificates);
        VerifyCertificate.Map(certificates);
        ListVerifications.Map(service);
        var shipments = service.MapGroup("/v1/certificates").WithTags("Shipments");
        DrawCertificate.Map(shipments);
        CommitDrawdown.Map(shipments);
        CancelDrawdown.Map(shipments);
        ReadDrawdowns.Map(shipments);
        ConfirmDelivery.Map(shipments);
        WithdrawDelivery.Map(shipments);
        ReadDeliveries.Map(shipments);
        ListOutstanding.Map(service);
        RecordShipmentVerification.Map(shipments);
        ReadShipmentVerifications.Map(shipments);
        var authentications = service.MapGroup(AuthenticationView.Kind.Path).WithTags("Authentications");
        AskAuthentication.Map(authentications);
        AnswerAuthentication.Map(authentications);
        InquiryRoutes.Map<AuthenticationView>(authentications);
        var consents = service.MapGroup(ConsentView.Kind.Path).WithTags("Re-export consents");
        AskConsent.Map(consents);
        AnswerConsent.Map(consents);
        InquiryRoutes.Map<ConsentView>(consents);
        ReadCertificateKeys.Map(service);
        ReadStatusList.Map(service);
        ListEmbargoes.Map(service);
        service.MapParkedMessages<CertificatesDb>(Name);
    }

    // Status lists are the same for everybody: one process signs one, and all serve it from the cache.
    private static void AddCache(IHostApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("redis") is { Length: > 0 })
        {
            builder.Services.AddStackExchangeRedisCache(options => options.InstanceName = $"exchange:{Name}:");
            builder.Services.AddOptions<RedisCacheOptions>().Configure<IConnectionMultiplexer>((options, redis) =>
                options.ConnectionMultiplexerFactory = () => Task.FromResult(redis));
        }
        builder.Services.AddHybridCache();
    }
}
