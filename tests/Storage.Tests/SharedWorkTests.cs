using System.Collections.Concurrent;
using Exchange.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Exchange.Storage.Tests;

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

    [Fact]
    public async Task Fewer_answers_than_requests_fail_the_batch_and_leave_nobody_waiting()
    {
        var (began, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var shared = new SharedWork<int, int>(async asked =>
        {
            began.TrySetResult();
            await goOn.Task;
            return asked is [0] ? asked : [.. asked.Skip(1)];
        });

        var first = shared.AskAsync(0, CancellationToken.None);
        await began.Task.WaitAsync(Patience);
        var others = Enumerable.Range(1, 5).Select(n => shared.AskAsync(n, CancellationToken.None)).ToList();
        goOn.SetResult();

        Assert.Equal(0, await first.WaitAsync(Patience));
        foreach (var other in others) await Assert.ThrowsAsync<InvalidOperationException>(() => other.WaitAsync(Patience));
        Assert.Equal(0, await shared.AskAsync(0, CancellationToken.None).WaitAsync(Patience));
    }

    [Fact]
    public async Task A_stuck_batch_does_not_hold_the_next_and_fails_as_by_an_outage()
    {
        var (clock, stuck) = (new FakeTimeProvider(), new TaskCompletionSource());
        var batches = new ConcurrentQueue<int[]>();
        var shared = new SharedWork<int, int>(async asked =>
        {
            batches.Enqueue([.. asked]);
            if (asked.Contains(1)) await stuck.Task;
            return asked;
        }, clock);

        var first = shared.AskAsync(1, CancellationToken.None);
        await Eventually.HoldsAsync("the first batch is in progress", () => batches.Count == 1);
        var second = shared.AskAsync(2, CancellationToken.None);
        var began = clock.GetUtcNow();
        await Eventually.HoldsAsync("the second is answered", () =>
        {
            if (!second.IsCompleted) clock.Advance(SharedWork<int, int>.Patience / 4);
            return second.IsCompleted;
        });

        Assert.Equal(2, await second);
        Assert.True(clock.GetUtcNow() - began >= SharedWork<int, int>.Patience, "The second did not wait for the first at all.");
        Assert.False(first.IsCompleted);
        clock.Advance(SharedWork<int, int>.Limit);
        Assert.True(Outages.IsOutage(await Assert.ThrowsAsync<TimeoutException>(() => first.WaitAsync(Patience))));
        stuck.SetResult();
        Assert.Equal(3, await shared.AskAsync(3, CancellationToken.None).WaitAsync(Patience));
    }
}
