using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Exchange.Storage.Tests;

public sealed class SnapshotRefresherTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider clock = new();
    private readonly LogLines log = new();
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();

    [Fact]
    public async Task The_copy_is_there_before_the_host_serves_and_follows_changes_alone()
    {
        using var copy = new Copy(services.GetRequiredService<IServiceScopeFactory>(), clock, log);
        await copy.StartAsync(CancellationToken.None);
        Assert.Equal((1, 1), (copy.Held, copy.Replaced));

        await ReadAsync(copy, 3);
        Assert.Equal(1, copy.Replaced);

        copy.Stored = 2;
        await ReadAsync(copy, 2);
        Assert.Equal((2, 2), (copy.Held, copy.Replaced));
        await copy.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task While_the_rows_cannot_be_read_the_copy_stays()
    {
        using var copy = new Copy(services.GetRequiredService<IServiceScopeFactory>(), clock, log);
        await copy.StartAsync(CancellationToken.None);
        (copy.Fails, copy.Stored) = (true, 2);
        await ReadAsync(copy, 3);
        Assert.Equal(1, copy.Held);

        copy.Fails = false;
        await Eventually.HoldsAsync("the copy follows", () =>
        {
            clock.Advance(Interval);
            return copy.Held == 2;
        });
        await copy.StopAsync(CancellationToken.None);
        Assert.Equal(["Warning: Reading parcels fails; it is retried every 00:00:01", "Information: Reading parcels works again"], log.All);
    }

    [Fact]
    public async Task A_copy_that_could_not_be_made_is_made_at_the_next_run()
    {
        using var copy = new Copy(services.GetRequiredService<IServiceScopeFactory>(), clock, log) { ReplacementFails = true };
        await Assert.ThrowsAsync<TimeoutException>(() => copy.StartAsync(CancellationToken.None));
        copy.ReplacementFails = false;
        await copy.StartAsync(CancellationToken.None);
        Assert.Equal(1, copy.Held);
        await copy.StopAsync(CancellationToken.None);
    }

    private async Task ReadAsync(Copy copy, int more)
    {
        var until = copy.Read + more;
        await Eventually.HoldsAsync($"{until} reads", () =>
        {
            if (copy.Read < until) clock.Advance(Interval);
            return copy.Read >= until;
        });
    }

    private sealed class Copy(IServiceScopeFactory scopes, TimeProvider clock, LogLines log) : SnapshotRefresher<int>("Reading parcels", Interval, scopes, clock, log)
    {
        private int read;

        public int Stored { get; set; } = 1;
        public bool Fails { get; set; }
        public bool ReplacementFails { get; set; }
        public int Held { get; private set; }
        public int Replaced { get; private set; }
        public int Read => Volatile.Read(ref read);

        protected override Task<int> VersionAsync(IServiceProvider services, CancellationToken ct)
        {
            Interlocked.Increment(ref read);
            return Fails ? throw new TimeoutException() : Task.FromResult(Stored);
        }

        protected override Task ReplaceAsync(IServiceProvider services, CancellationToken ct)
        {
            if (ReplacementFails) throw new TimeoutException();
            (Held, Replaced) = (Stored, Replaced + 1);
            return Task.CompletedTask;
        }
    }
}
