using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exchange.Messaging;

/// <summary>
/// Inserts new rows of several requests by one commit: those that wait at the same moment share it, so that each costs a part of a write
/// to the disk and of a round trip. Nobody is told before its rows are on the disk, and whose rows cannot be inserted fails alone.
/// </summary>
public sealed class SharedCommits<TDb>(IServiceScopeFactory scopes) : BackgroundService where TDb : DbContext
{
    private const int MostAtOnce = 256;

    private readonly Channel<Insert> waiting = Channel.CreateBounded<Insert>(new BoundedChannelOptions(4 * MostAtOnce) { SingleReader = true });

    /// <summary>Ends when the rows are on the disk. Not within a transaction, of which they would be no part.</summary>
    /// <exception cref="DbUpdateException">As by a save: none of these rows is stored.</exception>
    public async Task InsertAsync(IEnumerable<object> rows, CancellationToken ct)
    {
        var insert = new Insert([.. rows], new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await waiting.Writer.WriteAsync(insert, ct);
        await insert.Done.Task.WaitAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var together = new List<Insert>();
        // The host's server stops before this does: by then nobody waits.
        while (await waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (together.Count < MostAtOnce && waiting.Reader.TryRead(out var next)) together.Add(next);
            await InsertAsync(together);
            together.Clear();
        }
    }

    private async Task InsertAsync(IReadOnlyCollection<Insert> together)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TDb>().InsertAsync(together.SelectMany(insert => insert.Rows), CancellationToken.None);
        }
        catch (Exception e) when (together.Count > 1 && !Outages.IsOutage(e))
        {
            // Whose rows they were shows when each is inserted alone.
            foreach (var one in together) await InsertAsync([one]);
            return;
        }
        catch (Exception e)
        {
            foreach (var insert in together) insert.Done.SetException(e);
            return;
        }
        foreach (var insert in together) insert.Done.SetResult();
    }

    private sealed record Insert(IReadOnlyList<object> Rows, TaskCompletionSource Done);
}
