namespace Exchange.Storage;

/// <summary>
/// Does one piece of work for several requests: those that ask while one is in progress share the next, so each costs a part of a round trip. A
/// request never waits for more requests to arrive. If one request of a batch fails, only that caller gets the error.
/// </summary>
/// <param name="work">Returns one answer for each request, in the same order.</param>
public sealed class SharedWork<TRequest, TAnswer>(Func<IReadOnlyList<TRequest>, Task<IReadOnlyList<TAnswer>>> work, TimeProvider? time = null)
{
    private const int MostInBatch = 256;
    private const int MostTurns = 8;

    /// <summary>How long the next batch waits for the one in progress. A stuck query then holds its own batch alone.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>When the requests of a batch fail as by an outage, though its query may still run.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly Queue<Request> waiting = [];
    private readonly Lock gate = new();
    private bool inProgress;

    /// <summary>Returns the answer, or throws what the work threw. The work goes on if the caller stops waiting.</summary>
    public Task<TAnswer> AskAsync(TRequest asked, CancellationToken ct)
    {
        var request = new Request(asked, new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            waiting.Enqueue(request);
            // Without the context of the request that happens to be first: its trace and log scope are not the others'.
            if (!inProgress) ThreadPool.UnsafeQueueUserWorkItem(static shared => _ = shared.WorkAsync(), this, preferLocal: false);
            inProgress = true;
        }
        return request.Answer.Task.WaitAsync(ct);
    }

    private async Task WorkAsync()
    {
        do
        {
            // Yield to queued work first: it may add requests to this batch, and the CPUs are busy with it anyway.
            for (var turns = 0; turns < MostTurns && ThreadPool.PendingWorkItemCount > 0; turns++) await Task.Yield();
        }
        while (await AnswerNextAsync());
    }

    private async Task<bool> AnswerNextAsync()
    {
        var batch = Next();
        if (batch.Count == 0) return false;
        var answered = AnswerAsync(batch);
        if (!answered.IsCompleted) await answered.WaitAsync(Patience, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }

    private List<Request> Next()
    {
        var batch = new List<Request>();
        lock (gate)
        {
            while (batch.Count < MostInBatch && waiting.TryDequeue(out var request)) batch.Add(request);
            inProgress = batch.Count > 0;
        }
        return batch;
    }

    private async Task AnswerAsync(IReadOnlyList<Request> batch)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        try
        {
            var answers = await work([.. batch.Select(request => request.Asked)]).WaitAsync(limit.Token);
            if (answers.Count != batch.Count) throw new InvalidOperationException($"{answers.Count} answers to {batch.Count} requests.");
            for (var i = 0; i < batch.Count; i++) batch[i].Answer.SetResult(answers[i]);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            foreach (var request in batch) request.Answer.SetException(new TimeoutException($"No answer within {Limit}.", e));
        }
        catch (Exception e) when (batch.Count > 1 && !Outages.IsOutage(e))
        {
            // Asked one by one, only the faulty request fails.
            foreach (var one in batch) await AnswerAsync([one]);
        }
        catch (Exception e)
        {
            foreach (var request in batch) request.Answer.SetException(e);
        }
    }

    private sealed record Request(TRequest Asked, TaskCompletionSource<TAnswer> Answer);
}
