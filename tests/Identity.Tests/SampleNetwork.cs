using Exchange.Testing;
using Xunit;

namespace Exchange.Identity.Tests;

/// <summary>One host for tests that change nothing in it.</summary>
public sealed class SampleNetwork : IAsyncLifetime
{
    internal IdentityHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await IdentityHost.StartAsync(Provider.Sqlite);

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
