using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Feed;

namespace Exchange.RouteAlerts.Streaming;

/// <summary>Wakes the live streams of this process when feed entries are committed, here or on another replica.</summary>
internal sealed class FeedSignal : IFeedListener
{
    private volatile TaskCompletionSource next = New();

    /// <summary>Completes at the next commit. Take it before you read the feed, so that no commit is missed.</summary>
    public Task Next => next.Task;

    /// <summary>Raised after a commit of this process, to notify other replicas.</summary>
    public event Action? CommittedHere;

    public Task<Action> AddedAsync(RouteAlert alert, IReadOnlyList<FeedEntry> entries, CancellationToken ct) => Task.FromResult<Action>(Committed);

    public void Wake() => Interlocked.Exchange(ref next, New()).SetResult();

    private void Committed()
    {
        Wake();
        CommittedHere?.Invoke();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
