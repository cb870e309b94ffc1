using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Cases.Content;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.DiversionCases.Demo;

/// <summary>
/// Loads documented cases (<c>cases.json</c>) for a demonstration, when <c>DiversionCases:Demo</c> is true: by the same rules, aggregate
/// and outbox as if they were posted, so that alerts follow from them. Each once, ever: its reference is fixed.
/// </summary>
internal sealed partial class LoadDocumentedCases(
    IServiceScopeFactory scopes, TrustDirectory trust, PlaceLookup places, IOptions<JsonOptions> json, TimeProvider clock,
    ILogger<LoadDocumentedCases> log) : PeriodicWork("Loading the documented cases", TimeSpan.FromSeconds(1), atOnce: true, scopes, clock, log)
{
    /// <summary>The setting that asks for it.</summary>
    public const string Setting = "DiversionCases:Demo";

    /// <summary>A case as posted, and in whose name the sample shows it.</summary>
    public sealed record DocumentedCase(string Reference, string Originator, ReportCase.Request Case);

    internal static IReadOnlyList<DocumentedCase> Read(JsonSerializerOptions options)
    {
        using var stream = typeof(LoadDocumentedCases).Assembly.GetManifestResourceStream("demo-cases.json")!;
        return JsonSerializer.Deserialize<List<DocumentedCase>>(stream, options)!;
    }

    protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var cases = Read(json.Value.SerializerOptions);
        // At the first start, members and groups become known a moment after the host serves.
        if (!cases.All(IsKnown)) return false;
        var loaded = 0;
        foreach (var documented in cases)
        {
            if (await LoadAsync(documented, ct)) loaded++;
        }
        if (loaded > 0) LogLoaded(log, loaded);
        return true;
    }

    private bool IsKnown(DocumentedCase documented)
    {
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        return trust.IsActive(documented.Originator)
            && documented.Case.Releases!.SelectMany(release => release.To!).All(to => trust.Reached(to, today) is not null);
    }

    private async Task<bool> LoadAsync(DocumentedCase documented, CancellationToken ct)
    {
        await using var scope = Scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CasesDb>();
        var (now, faults) = (Clock.GetUtcNow(), new Faults());
        var inItsName = new Principal { Member = documented.Originator, Subject = "documented-examples", Addresses = [documented.Originator] };
        if (await db.VisibleTo<DiversionCase>(inItsName, now).AnyAsync(c => c.Record.Reference == documented.Reference, ct)) return false;

        CaseRules.CheckCase(documented.Case, places, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(documented.Case.Releases, trust, now, faults);
        if (faults.Any)
            throw new InvalidOperationException($"{documented.Reference} breaks a rule: {string.Join("; ", faults.ByField.Select(f => $"{f.Key} {f.Value[0]}"))}");

        var reported = DiversionCase.Report(inItsName, documented.Case, releases, documented.Reference, now);
        db.Cases.Add(reported);
        db.AddRange(Grants.Of<DiversionCase>(reported.Id, reported.Originator, releases));
        db.AddRange(reported.Marks());
        await scope.ServiceProvider.GetRequiredService<IOutbox<CasesDb>>().PublishAsync(new CaseReported(reported.Facts(places)), ct);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException e) when (UniqueViolations.IsOf(e, CasesDb.ReferenceIndex, nameof(DiversionCase.Reference)))
        {
            // Another process loaded it at the same moment.
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Loaded {Count} documented cases for the demonstration")]
    private static partial void LogLoaded(ILogger log, int count);
}
