using Exchange.Storage;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Messaging;

/// <summary>
/// With a broker: what the broker has confirmed is its own, and leaves the outbox. Replicas share an outbox, each
/// holding the rows that it sends. A crash between the two sends a message again; the inbox drops it.
/// </summary>
internal sealed class BrokerRelay<TDb>(IBus bus, TimeProvider clock) : IOutboxRelay<TDb> where TDb : DbContext
{
    // Also bounds how long rows are held when a broker hangs without closing its connection.
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    public async Task<int> RelayAsync(TDb db, CancellationToken ct)
    {
        await using var claim = await db.BeginHoldingRowsAsync(ct);
        var messages = await db.ClaimOldestAsync(IOutboxRelay<TDb>.BatchSize, ct);
        if (messages.Count == 0) return 0;

        using var timeout = new CancellationTokenSource(SendTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        // Started in their order; confirmed together.
        var sends = messages.ConvertAll(message => bus.SendAsync(message, either.Token));
        await Task.WhenAll(sends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var confirmed = messages.Where((_, i) => sends[i].IsCompletedSuccessfully).Select(m => m.Sequence).ToList();
        // Also while stopping, or after a failure of some: what was confirmed need not be sent again.
        if (confirmed.Count > 0) await db.RemoveSentAsync(confirmed, CancellationToken.None);
        if (claim is not null) await claim.CommitAsync(CancellationToken.None);
        await Task.WhenAll(sends);
        return messages.Count;
    }
}
