using System.Globalization;
using System.Security.Cryptography;
using Exchange.Contracts.Embargoes;
using Exchange.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.Embargoes;

/// <summary>What the operator can set of embargo data, in the configuration section <c>EndUserCertificates</c>.</summary>
internal sealed class EmbargoOptions
{
    /// <summary>The operator's own data file (<c>docs/schemas/embargoes.schema.json</c>); the built-in data if none is named.</summary>
    public string? EmbargoFile { get; set; }
}

/// <summary>
/// The embargo data in force: the built-in data, or the operator's file as last read. A file that breaks a rule is refused whole, and
/// the data read before stays in force.
/// </summary>
internal sealed partial class EmbargoBook
{
    private readonly string? path;
    private readonly TimeProvider clock;
    private readonly ILogger<EmbargoBook> log;
    private readonly Lock reading = new();
    private byte[]? lastRead;
    private volatile LoadedData state = new(null, null, null);

    public EmbargoBook(IOptions<EmbargoOptions> options, TimeProvider clock, ILogger<EmbargoBook> log)
    {
        (path, this.clock, this.log) = (options.Value.EmbargoFile is { Length: > 0 } file ? file : null, clock, log);
        Reload();
    }

    /// <summary>The data that screening goes by; null where the operator's file could not be read since the start.</summary>
    public EmbargoData? Data => state.Data;

    /// <summary>What is wrong with the operator's file as it is now; null while nothing is.</summary>
    public string? Refused => state.Refused;

    /// <summary>When the data in force was read.</summary>
    public DateTimeOffset? LoadedAt => state.LoadedAt;

    /// <summary>Whether the data is the operator's own.</summary>
    public bool IsOperators => path is not null;

    /// <summary>Reads the file again, where there is one and it has changed.</summary>
    public void Reload()
    {
        lock (reading)
        {
            byte[] bytes;
            try
            {
                if (path is null && lastRead is not null) return;
                bytes = path is null ? Shipped() : ReadFile(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                lastRead = null;
                Refuse($"it cannot be opened ({e.GetType().Name})");
                return;
            }
            var digest = SHA256.HashData(bytes);
            if (lastRead is not null && digest.AsSpan().SequenceEqual(lastRead)) return;
            lastRead = digest;
            var read = EmbargoFile.Read(bytes);
            if (read.Data is not { } data)
            {
                Refuse(string.Join("; ", read.Faults));
                return;
            }
            state = new(data, null, clock.GetUtcNow());
            LogLoaded(log, data.Embargoes.Count, data.CompiledOn.ToString("O", CultureInfo.InvariantCulture), data.Embargoes.Count(e => e.NeedsReview));
        }
    }

    /// <summary>The built-in data.</summary>
    internal static byte[] Shipped()
    {
        using var stream = typeof(EmbargoBook).Assembly.GetManifestResourceStream("embargoes.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    // One byte more than allowed: the reader then reports that the file is too large.
    private static byte[] ReadFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[EmbargoFile.MaxBytes + 1];
        return buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    private void Refuse(string why)
    {
        if (state.Refused == why) return;
        state = state with { Refused = why };
        LogRefused(log, why, state.Data is null ? "there is no other data: every screening answers data_stale" : "the data read before stays in force");
    }

    [LoggerMessage(LogLevel.Information, "Embargo data in force: {Entries} entries compiled on {CompiledOn}; {Unreviewed} need review")]
    private static partial void LogLoaded(ILogger log, int entries, string compiledOn, int unreviewed);

    [LoggerMessage(LogLevel.Error, "The embargo file was refused: {Why}; {Instead}")]
    private static partial void LogRefused(ILogger log, string why, string instead);

    private sealed record LoadedData(EmbargoData? Data, string? Refused, DateTimeOffset? LoadedAt);
}

/// <summary>Checks whether the operator has changed the file. It compares the content: a mounted file can change without a new time stamp.</summary>
internal sealed class EmbargoRefresher(EmbargoBook book, IServiceScopeFactory scopes, TimeProvider clock, ILogger<EmbargoRefresher> log)
    : PeriodicWork("Checking the embargo file", Interval, atOnce: false, scopes, clock, log)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        if (book.IsOperators) book.Reload();
        return Task.FromResult(!book.IsOperators);
    }
}

/// <summary>Degraded while the operator's file is refused: certificates are issued and verified all the same.</summary>
internal sealed class EmbargoHealth(EmbargoBook book) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        book.Refused is { } why ? HealthCheckResult.Degraded($"The embargo file is refused: {why}") : HealthCheckResult.Healthy());
}

/// <summary>What the module registers and maps of embargo data.</summary>
internal static class EmbargoesArea
{
    public static IServiceCollection AddEmbargoes(this IServiceCollection services)
    {
        services.AddOptions<EmbargoOptions>().BindConfiguration("EndUserCertificates");
        services.AddSingleton<EmbargoBook>();
        services.AddSingleton<EmbargoScreening>();
        services.AddHostedService<EmbargoRefresher>();
        services.AddHealthChecks().AddCheck<EmbargoHealth>("embargoes", tags: ["ready"]);
        return services;
    }
}
