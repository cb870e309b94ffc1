using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests;

/// <summary>The README's walk on the network: processes of their own over RabbitMQ, PostgreSQL and Redis.</summary>
[Collection(OnTheNetwork.Name)]
public sealed class NetworkWalkTests(Network network, ITestOutputHelper output)
{
    /// <summary>The broker is a container where an engine answers, else the machine's own; the output says which.</summary>
    [Fact]
    public async Task A_case_at_the_border_becomes_an_alert_in_the_region()
    {
        output.WriteLine($"RabbitMQ: {network.Rabbit.Origin}; PostgreSQL: {network.Postgres.Origin}");
        await Walk.TakeAsync(network.As);
    }
}

/// <summary>The README's walk on one process.</summary>
public sealed class StandaloneWalkTests
{
    [Fact]
    public async Task A_case_at_the_border_becomes_an_alert_in_the_region()
    {
        await using var standalone = new Standalone();
        await standalone.Process.StartAsync();
        await Walk.TakeAsync(standalone.As);
    }
}
