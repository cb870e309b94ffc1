using System.Collections.Concurrent;
using Exchange.Storage;
using Xunit;

namespace Exchange.Messaging.Tests;

public sealed class SharedWorkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Those_that_ask_while_it_is_under_way_share_the_next()
    {
        var (began, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var together = new ConcurrentQueue<int>();
        var shared = new SharedWork<int, string>(async asked =>
        {
            together.Enqueue(asked.Count);
            began.TrySetResult();
            await goOn.Task;
            return [.. asked.Select(n => $"answer {n}")];
        });

        var first = shared.AskAsync(0, CancellationToken.None);
        await began.Task.WaitAsync(Patience);
        var others = Enumerable.Range(1, 9).Select(n => shared.AskAsync(n, CancellationToken.None)).ToList();
        goOn.SetResult();

        Assert.Equal("answer 0", await first.WaitAsync(Patience));
        Assert.Equal(Enumerable.Range(1, 9).Select(n => $"answer {n}"), await Task.WhenAll(others).WaitAsync(Patience));
        Assert.Equal([1, 9], together);
        Assert.Equal("answer 10", await shared.AskAsync(10, CancellationToken.None).WaitAsync(Patience));
    }

    [Fact]
    public async Task Whose_part_cannot_be_done_fails_alone()
    {
        var shared = new SharedWork<int, int>(async asked =>
        {
            await Task.Yield();
            return asked.Contains(13) ? throw new InvalidOperationException("13 cannot be done.") : [.. asked.Select(n => -n)];
        });

        var answers = await Task.WhenAll(Enumerable.Range(1, 200).Select(n => Task.Run(async () =>
        {
            try
            {
                return await shared.AskAsync(n, CancellationToken.None);
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }))).WaitAsync(Patience);

        Assert.Equal(Enumerable.Range(1, 200).Select(n => n == 13 ? 0 : -n), answers);
    }

    [Fact]
    public async Task An_outage_is_everybodys_and_is_not_tried_again_for_each()
    {
        var (began, goOn, calls) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        var shared = new SharedWork<int, int>(async asked =>
        {
            if (Interlocked.Increment(ref calls) == 2) throw new TimeoutException();
            began.TrySetResult();
            await goOn.Task;
            return asked;
        });

        var first = shared.AskAsync(0, CancellationToken.None);
        await began.Task.WaitAsync(Patience);
        var others = Enumerable.Range(1, 5).Select(n => shared.AskAsync(n, CancellationToken.None)).ToList();
        goOn.SetResult();

        Assert.Equal(0, await first.WaitAsync(Patience));
        foreach (var other in others) await Assert.ThrowsAsync<TimeoutException>(() => other.WaitAsync(Patience));
        Assert.Equal(2, calls);
        Assert.Equal(6, await shared.AskAsync(6, CancellationToken.None).WaitAsync(Patience));
    }

    [Fact]
    public async Task Who_no_longer_waits_holds_up_nobody_and_the_first_ones_context_is_not_the_others()
    {
        var (began, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var request = new AsyncLocal<string>();
        var contexts = new ConcurrentQueue<string?>();
        var shared = new SharedWork<int, int>(async asked =>
        {
            contexts.Enqueue(request.Value);
            began.TrySetResult();
            await goOn.Task;
            return asked;
        });
        using var gone = new CancellationTokenSource();

        request.Value = "the first request";
        var first = shared.AskAsync(1, gone.Token);
        await began.Task.WaitAsync(Patience);
        var second = shared.AskAsync(2, CancellationToken.None);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Patience));
        goOn.SetResult();
        Assert.Equal(2, await second.WaitAsync(Patience));
        Assert.Equal([null, null], contexts);
    }
}
