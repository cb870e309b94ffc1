using System.Net.Http.Headers;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Hosting.Tests;

/// <summary>
/// A host with nothing but the defaults, and a few endpoints that try them: a note is a row of the trust projection's
/// groups, which every host has.
/// </summary>
internal sealed class PipelineHost : IAsyncDisposable
{
    public sealed record Note
    {
        public string? Text { get; init; }
        public int Number { get; init; }
        public Note? Inner { get; init; }
        public ReleaseLevel? Level { get; init; }
    }

    private readonly WebApplication app;
    private readonly TestStorage storage;
    private readonly TestNetwork network;
    private int handled;

    private PipelineHost(WebApplication app, TestStorage storage, TestNetwork network) => (this.app, this.storage, this.network) = (app, storage, network);

    /// <summary>How often the note's handler ran.</summary>
    public int Handled => handled;

    public IServiceProvider Services => app.Services;

    public static async Task<PipelineHost> StartAsync(Provider provider = Provider.Sqlite, Action<IServiceCollection>? configure = null)
    {
        var (storage, network) = (await TestStorage.CreateAsync(provider, "pipeline"), new TestNetwork());
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(storage.Settings);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        builder.AddExchangeDefaults("pipeline");
        builder.AddExchangeBus(bus => bus.AddTrustProjection("pipeline"));
        configure?.Invoke(builder.Services);
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(services => new TestNetwork.Seed(network, services)));
        var app = builder.Build();
        var host = new PipelineHost(app, storage, network);
        app.UseExchangeDefaults();
        app.MapGet("/whoami", (Principal caller) => TypedResults.Ok(new { caller.Member, caller.Subject, caller.Addresses, caller.Functions })).RequireMember();
        app.MapService("pipeline").MapPost("/notes", host.WriteAsync).RequireScope(Scopes.CasesWrite).WithIdempotency<TrustDb>();
        app.MapGet("/bug", string () => throw new InvalidOperationException("the secret text of an exception")).AllowAnonymous();
        app.MapGet("/outage", string () => throw new TimeoutException("the secret address of a database")).AllowAnonymous();
        app.MapParkedMessages<TrustDb>("pipeline");
        app.MapGet("/bytes", () => new ViewAnswer<Line>("""{"number":1}"""u8.ToArray())).AllowAnonymous();
        MapDocumented(app.MapService("pipeline"));
        await app.StartAsync();
        return host;
    }

    /// <summary>The filters of <c>/listing</c>.</summary>
    public sealed record Filter
    {
        [FromQuery(Name = "originator")] public string? Originator { get; init; }
        [FromQuery(Name = "most")] public int? Most { get; init; }
        [FromQuery(Name = "since")] public DateOnly? Since { get; init; }
        [FromQuery(Name = "record")] public Guid? Record { get; init; }
        [FromQuery(Name = "open")] public bool? Open { get; init; }
        [FromQuery(Name = "mark")] public string[]? Marks { get; init; }
    }

    public sealed record Line(int Number);

    // Endpoints of a service's document: the pipeline refuses what they do not understand.
    private static void MapDocumented(IEndpointRouteBuilder service)
    {
        service.MapGet("/listing", Results<PageAnswer<Line>, ProblemHttpResult> ([AsParameters] Paging paging, [AsParameters] Filter filter) =>
        {
            var faults = new Faults();
            var page = paging.Read<int>("lines", filter.Originator, faults);
            return faults.Any ? faults.ToProblem() : page.Answer([.. Enumerable.Range(page.After + 1, 7 - page.After).Take(page.Take).Select(n => new Line(n))], line => line.Number);
        }).RequireMember();
        service.MapPost("/documented", (Note note) => TypedResults.Ok(note)).RequireAnyScope(Scopes.CasesWrite, Scopes.CasesRead);
        service.MapPost("/operated", () => TypedResults.Ok()).RequireScope(Scopes.NetworkOperate);
    }

    private async Task<Results<Created<Note>, ProblemHttpResult>> WriteAsync(Note note, TrustDb db)
    {
        var count = Interlocked.Increment(ref handled);
        if (note.Text is null) return Problems.Rule("no-text", "A note needs a text.");
        db.Groups.Add(new TrustedGroup { Code = $"note-{count}", Version = count, State = """{"Code":"x","Name":"x","Memberships":[],"Version":1}""" });
        await db.SaveChangesAsync();
        return TypedResults.Created($"/notes/{count}", note);
    }

    public async Task<int> NotesAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TrustDb>().Groups.CountAsync(g => g.Code.StartsWith("note-"));
    }

    /// <param name="identity">Whose token the requests bear; null for none.</param>
    /// <param name="at">When the token is issued, where the host's clock is not the machine's.</param>
    public HttpClient As(string? identity, DateTimeOffset? at = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        if (identity is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", network[identity.Split('/')[0]].Token(identity.Split('/')[1], at: at));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await storage.DisposeAsync();
        network.Dispose();
    }
}
