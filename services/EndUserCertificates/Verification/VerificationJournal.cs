using System.Threading.Channels;
using Exchange.Access;
using Exchange.Messaging;

namespace Exchange.EndUserCertificates;

/// <summary>
/// Writes verifications down before they are answered. Those that wait at the same moment share one commit: a verdict costs a part of a
/// write to the disk, not a whole one, and none is told that is not on it.
/// </summary>
internal sealed partial class VerificationJournal(IServiceScopeFactory scopes, TimeProvider clock, ILogger<VerificationJournal> log) : BackgroundService
{
    private const int MostAtOnce = 256;

    private readonly Channel<(Verification Verification, TaskCompletionSource Written)> waiting =
        Channel.CreateBounded<(Verification, TaskCompletionSource)>(new BoundedChannelOptions(4 * MostAtOnce) { SingleReader = true });

    /// <summary>Ends when it is on the disk; fails when it cannot be.</summary>
    public async Task WriteAsync(Verification verification, CancellationToken ct)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await waiting.Writer.WriteAsync((verification, written), ct);
        await written.Task.WaitAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<(Verification Verification, TaskCompletionSource Written)>();
        while (await waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < MostAtOnce && waiting.Reader.TryRead(out var next)) batch.Add(next);
            try
            {
                await WriteAsync(batch.ConvertAll(b => b.Verification), stoppingToken);
                foreach (var (_, written) in batch) written.SetResult();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whoever waits is told; the next batch has its own chance.
                if (!Outages.IsOutage(e)) LogFailed(log, e);
                foreach (var (_, written) in batch) written.TrySetException(e);
            }
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<Verification> verifications, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        await scope.ServiceProvider.GetRequiredService<CertificatesDb>().InsertAsync(
        [
            .. verifications,
            .. verifications.SelectMany(v => Grants.Of<Verification>(v.Id, v.Originator, [])),
            .. verifications.Where(v => Verdicts.IsMiss(v.Verdict)).Select(v => new MissedVerification { Id = v.Id, Verifier = v.Verifier, At = now }),
        ], ct);
    }

    [LoggerMessage(LogLevel.Error, "Verifications could not be written down")]
    private static partial void LogFailed(ILogger log, Exception e);
}
