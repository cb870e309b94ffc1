using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Keys;
using Exchange.EndUserCertificates.StatusLists;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.Demo;

/// <summary>
/// Issues invented certificates of a sample State for a demonstration (<c>certificates.json</c>), when <c>EndUserCertificates:Demo</c> is true: by the
/// same feature as if they were posted. Each once, ever: its number is fixed.
/// </summary>
internal sealed partial class LoadSampleCertificates(
    IServiceScopeFactory scopes, TrustDirectory trust, IOptions<JsonOptions> json, TimeProvider clock, ILogger<LoadSampleCertificates> log)
    : PeriodicWork("Issuing the sample certificates", TimeSpan.FromSeconds(1), atOnce: true, scopes, clock, log)
{
    /// <summary>The setting that asks for it.</summary>
    public const string Setting = "EndUserCertificates:Demo";

    private const string IssuingState = "TCD";
    private const string ExportingState = "CZE";

    internal static IReadOnlyList<IssueCertificate.Request> Read(JsonSerializerOptions options)
    {
        using var stream = typeof(LoadSampleCertificates).Assembly.GetManifestResourceStream("demo-certificates.json")!;
        return JsonSerializer.Deserialize<List<IssueCertificate.Request>>(stream, options)!;
    }

    protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        // At the first start, members become known a moment after the host serves.
        if (!trust.IsActive(IssuingState) || !trust.IsActive(ExportingState)) return false;
        var issued = 0;
        foreach (var sample in Read(json.Value.SerializerOptions))
        {
            if (await IssueAsync(sample, ct)) issued++;
        }
        if (issued > 0) LogIssued(log, issued);
        return true;
    }

    private async Task<bool> IssueAsync(IssueCertificate.Request sample, CancellationToken ct)
    {
        await using var scope = Scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<CertificatesDb>();
        var now = Clock.GetUtcNow();
        var inItsName = new Principal { Member = IssuingState, Authority = "sample", Subject = "sample", Functions = [Functions.Licensing], Addresses = [IssuingState] };
        if (await db.VisibleTo<Certificate>(inItsName, now).AnyAsync(c => c.Record.Number == sample.Number, ct)) return false;

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await services.GetRequiredService<CertificateKeys>().PrepareAsync(IssuingState, ct);
        var result = await IssueCertificate.HandleAsync(
            sample with { IssuedOn = today, ValidUntil = today.AddYears(1) }, inItsName, db,
            services.GetRequiredService<CertificateSigner>(), services.GetRequiredService<StatusPlaces>(), services.GetRequiredService<SignedStatusLists>(),
            services.GetRequiredService<ReferenceNumbers>(), services.GetRequiredService<IOutbox<CertificatesDb>>(), trust, Clock, ct);
        return result.Result switch
        {
            Created<IssueCertificate.Response> => true,
            // Another process issued it at the same moment.
            ProblemHttpResult { StatusCode: StatusCodes.Status409Conflict } => false,
            ProblemHttpResult problem => throw new InvalidOperationException($"{sample.Number} breaks a rule: {problem.ProblemDetails.Detail}"),
            var other => throw new InvalidOperationException($"{sample.Number} was answered by {other.GetType().Name}."),
        };
    }

    [LoggerMessage(LogLevel.Information, "Issued {Count} sample certificates for the demonstration")]
    private static partial void LogIssued(ILogger log, int count);
}
