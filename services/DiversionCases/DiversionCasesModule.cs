using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Consumers;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Demo;
using Exchange.DiversionCases.MarkSearch;
using Exchange.DiversionCases.Places;
using Exchange.DiversionCases.Releases;
using Exchange.DiversionCases.Vocabularies;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Messaging;
using MassTransit;

namespace Exchange.DiversionCases;

/// <summary>Cases of diversion, their releases and the marks on weapons: what a host calls.</summary>
public static class DiversionCasesModule
{
    /// <summary>The service's name on the bus, in the gateway and among databases.</summary>
    public const string Name = "diversion-cases";

    /// <summary>Registers the service's database and what its features need.</summary>
    public static IHostApplicationBuilder AddDiversionCases(this IHostApplicationBuilder builder)
    {
        builder.AddExchangeDatabase<CasesDb, PostgresCasesDb, SqliteCasesDb>(Name);
        builder.Services.AddOutbox<CasesDb>(Name);
        builder.Services.AddPlaces();
        builder.Services.AddSingleton<ReferenceNumbers>();
        if (builder.Configuration.GetValue<bool>(LoadDocumentedCases.Setting)) builder.Services.AddHostedService<LoadDocumentedCases>();
        builder.AddServiceDocument(Name, "Diversion cases", "Cases of diversion, their releases, and the marks of diverted weapons.");
        builder.Services.AddRecords<CasesDb, DiversionCase, CaseView, CaseForm>();
        return builder;
    }

    /// <summary>Registers what the service does when others publish.</summary>
    public static void AddDiversionCasesConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddInboxConsumer<OpenSuspectedCase, CasesDb>(Name);
        bus.AddInboxConsumer<RepublishCases, CasesDb>(Name);
    }

    /// <summary>Maps the service's features.</summary>
    public static void MapDiversionCases(this IEndpointRouteBuilder endpoints)
    {
        var service = endpoints.MapService(Name);
        ListVocabularies.Map(service);

        var cases = service.MapGroup("/v1/cases").WithTags("Cases");
        ReportCase.Map(cases);
        ListCases.Map(cases);
        GetCase.Map(cases);
        AmendCase.Map(cases);
        WithdrawCase.Map(cases);
        GetHistory.Map(cases);
        SetReleases.Map(cases);
        SearchMarks.Map(service);
        service.MapPlaces();
        PreviewRelease.Map(service.MapGroup("/v1/releases").WithTags("Releases"));
        service.MapParkedMessages<CasesDb>(Name);
    }
}
