using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Exchange.Storage.Tests;

public sealed class PeriodicWorkTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider clock = new();
    private readonly LogLines log = new();
    private readonly ServiceProvider services = new ServiceCollection().AddScoped<object>().BuildServiceProvider();

    [Fact]
    public async Task A_failure_is_logged_when_it_begins_and_when_it_ends_and_the_work_goes_on()
    {
        using var work = Work(atOnce: true);
        await work.StartAsync(CancellationToken.None);
        await RunsAsync(work, 2);
        work.Fails = true;
        await RunsAsync(work, 4);
        work.Fails = false;
        await RunsAsync(work, 3);
        work.Fails = true;
        await RunsAsync(work, 2);
        await work.StopAsync(CancellationToken.None);

        const string Failing = "Warning: Counting parcels fails; it is retried every 00:01:00";
        Assert.Equal([Failing, "Information: Counting parcels works again", Failing], log.All);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_run_is_at_once_or_after_an_interval(bool atOnce)
    {
        using var work = Work(atOnce);
        await work.StartAsync(CancellationToken.None);
        if (atOnce)
        {
            await Eventually.HoldsAsync("it runs at once", () => work.Runs == 1);
        }
        else
        {
            clock.Advance(Interval - TimeSpan.FromTicks(1));
            Assert.Equal(0, work.Runs);
            await RunsAsync(work, 1);
        }
        await work.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Each_run_has_services_of_its_own_scope()
    {
        using var work = Work(atOnce: true);
        await work.StartAsync(CancellationToken.None);
        await RunsAsync(work, 3);
        await work.StopAsync(CancellationToken.None);
        Assert.Equal(work.Scoped.Count, work.Scoped.Distinct().Count());
    }

    [Fact]
    public async Task Finished_work_does_not_run_again()
    {
        using var work = Work(atOnce: true);
        work.Finishes = true;
        await work.StartAsync(CancellationToken.None);
        await work.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));
        clock.Advance(Interval * 3);
        Assert.Equal(1, work.Runs);
    }

    [Fact]
    public async Task It_ends_with_its_host_without_a_line_in_the_log()
    {
        using var work = Work(atOnce: true);
        work.Waits = true;
        await work.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync("it runs", () => work.Runs == 1);
        await work.StopAsync(CancellationToken.None);
        Assert.True(work.ExecuteTask!.IsCompleted);
        Assert.Empty(log.All);
    }

    private CountingParcels Work(bool atOnce) => new(atOnce, services.GetRequiredService<IServiceScopeFactory>(), clock, log);

    private async Task RunsAsync(CountingParcels work, int more)
    {
        var until = work.Runs + more;
        await Eventually.HoldsAsync($"{until} runs", () =>
        {
            if (work.Runs < until) clock.Advance(Interval);
            return work.Runs >= until;
        });
    }

    private sealed class CountingParcels(bool atOnce, IServiceScopeFactory scopes, TimeProvider clock, LogLines log)
        : PeriodicWork("Counting parcels", Interval, atOnce, scopes, clock, log)
    {
        private int runs;

        public bool Fails { get; set; }
        public bool Finishes { get; set; }
        public bool Waits { get; set; }
        public int Runs => Volatile.Read(ref runs);
        public List<object> Scoped { get; } = [];

        protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
        {
            Scoped.Add(services.GetRequiredService<object>());
            var fails = Fails;
            Interlocked.Increment(ref runs);
            if (Waits) await Task.Delay(Timeout.Infinite, ct);
            return fails ? throw new TimeoutException() : Finishes;
        }
    }
}
