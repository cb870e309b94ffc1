using System.Collections.Concurrent;
using Exchange.Identity.Data;
using Exchange.Identity.Issuers;
using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Exchange.Identity.Tests.Issuers;

public sealed class DiscretionTests
{
    [Fact]
    public async Task Logs_no_token_assertion_or_key()
    {
        using var log = new Recorder();
        // As much as an operator can ask for.
        var everything = new[] { "Default", "Microsoft", "OpenIddict", "OpenIddict.Server", "MassTransit" }.ToDictionary(c => $"Logging:LogLevel:{c}", _ => (string?)"Trace");
        await using var host = await IdentityHost.StartAsync(Provider.Sqlite, settings: everything, configure: services => services.AddSingleton<ILoggerProvider>(log));
        var customs = host["KEN/customs"];
        var (good, bad) = (customs.Assertion(), customs.Assertion(c => c["aud"] = "elsewhere"));
        var token = (await host.AskAsync(customs, good)).Token!;
        Assert.Equal("invalid_client", (await host.AskAsync(customs, good)).Error);
        Assert.Equal("invalid_client", (await host.AskAsync(customs, bad)).Error);

        Assert.Contains(log.Lines, line => line.Contains("token request", StringComparison.OrdinalIgnoreCase));
        foreach (var secret in (string[])[good, bad, token, .. new[] { good, bad, token }.Select(t => t.Split('.')[2])])
            Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Forgets_old_assertions_a_batch_at_a_time(Provider provider)
    {
        await using var host = await IdentityHost.StartAsync(provider);
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var now = TimeProvider.System.GetUtcNow();
        db.UsedAssertions.AddRange(Enumerable.Range(0, 1500).Select(i => new UsedAssertion { Id = BitConverter.GetBytes(i), ExpiresAt = now.AddHours(-1).ToUnixTimeSeconds() }));
        db.UsedAssertions.Add(new UsedAssertion { Id = [1], ExpiresAt = now.AddSeconds(-1).ToUnixTimeSeconds() });
        await db.SaveChangesAsync();

        Assert.Equal(1000, await UsedAssertionPruner.PruneAsync(db, now, default));
        Assert.Equal(500, await UsedAssertionPruner.PruneAsync(db, now, default));
        Assert.Equal(0, await UsedAssertionPruner.PruneAsync(db, now, default));
        // Not yet: a replica whose clock is behind would accept it again.
        Assert.Equal(1, await db.UsedAssertions.CountAsync());
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
