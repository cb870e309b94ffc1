namespace Exchange.Messaging;

/// <summary>
/// Does one piece of work for several requests: those that ask while it is under way share the next, so that each costs a part of a round
/// trip. Nobody waits for others to come; whose own part cannot be done fails alone.
/// </summary>
/// <param name="work">Answers each of what is asked, in the same order.</param>
public sealed class SharedWork<TAsked, TAnswer>(Func<IReadOnlyList<TAsked>, Task<IReadOnlyList<TAnswer>>> work)
{
    private const int MostAtOnce = 256;
    private const int MostTurns = 8;

    private readonly Queue<Request> waiting = [];
    private readonly Lock gate = new();
    private bool underWay;

    /// <summary>Ends with the answer, or as the work did; the work goes on when who asked no longer waits.</summary>
    public Task<TAnswer> AskAsync(TAsked asked, CancellationToken ct)
    {
        var request = new Request(asked, new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            waiting.Enqueue(request);
            // Without the context of the request that happens to be the first: neither its trace nor its log is the others'.
            if (!underWay) ThreadPool.UnsafeQueueUserWorkItem(static shared => _ = shared.WorkAsync(), this, preferLocal: false);
            underWay = true;
        }
        return request.Answer.Task.WaitAsync(ct);
    }

    private async Task WorkAsync()
    {
        do
        {
            // Behind whatever is ready to run: it may be about to ask, and the processors are busy with it anyway.
            for (var turns = 0; turns < MostTurns && ThreadPool.PendingWorkItemCount > 0; turns++) await Task.Yield();
        }
        while (await AnswerNextAsync());
    }

    private async Task<bool> AnswerNextAsync()
    {
        var together = Next();
        if (together.Count > 0) await AnswerAsync(together);
        return together.Count > 0;
    }

    private List<Request> Next()
    {
        var together = new List<Request>();
        lock (gate)
        {
            while (together.Count < MostAtOnce && waiting.TryDequeue(out var request)) together.Add(request);
            underWay = together.Count > 0;
        }
        return together;
    }

    private async Task AnswerAsync(IReadOnlyList<Request> together)
    {
        try
        {
            var answers = await work([.. together.Select(request => request.Asked)]);
            foreach (var (request, answer) in together.Zip(answers)) request.Answer.SetResult(answer);
        }
        catch (Exception e) when (together.Count > 1 && !Outages.IsOutage(e))
        {
            // Whose fault it was shows when each is asked alone.
            foreach (var one in together) await AnswerAsync([one]);
        }
        catch (Exception e)
        {
            foreach (var request in together) request.Answer.SetException(e);
        }
    }

    private sealed record Request(TAsked Asked, TaskCompletionSource<TAnswer> Answer);
}
