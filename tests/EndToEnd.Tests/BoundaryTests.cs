using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Exchange.Contracts;
using Exchange.Setup;
using Exchange.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using StackExchange.Redis;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// What a process that was taken over can do to the others through the broker and Redis. The other tests of the network show that the
/// processes work with these users.
/// </summary>
[Collection(OnTheNetwork.Name)]
public sealed class BoundaryTests(Network network)
{
    private static readonly byte[] Body = "{}"u8.ToArray();
    private static readonly IReadOnlyList<string> Contracts = [.. ServiceList.Current.Processes
        .SelectMany(p => p.Publishes.Concat(p.Queues.SelectMany(q => q.Value))).Distinct()];

    public static TheoryData<string> Processes => new(ServiceList.Current.Processes.Select(p => p.Name));

    /// <summary>What RouteAlerts might try, in the order of the harm that it would do.</summary>
    private static readonly IReadOnlyList<Operation> ByRouteAlerts =
    [
        Publish("Exchange.Contracts:MemberAdmitted"),
        Publish("identity-trust-project-trust"),
        Publish("", "diversion-cases-trust-project-trust"),
        Publish("amq.fanout"),
        Publish("Exchange.Contracts:CaseReported"),
        Consume("diversion-cases-trust-project-trust"),
        Get("identity-announce-trust"),
        Purge("identity-announce-trust"),
        DeleteQueue("diversion-cases-trust-project-trust"),
        Bind("Exchange.Contracts:CertificateForgerySuspected", "route-alerts-trust-project-trust"),
        Bind("Exchange.Contracts:AlertIssued", "Exchange.Contracts:MemberAdmitted"),
        Bind("Exchange.Contracts:AlertIssued", "identity-trust-project-trust"),
        DeclareQueue("spy"),
        DeclareQueue(""),
        Unbind("Exchange.Contracts:MemberAdmitted", "route-alerts-trust-project-trust"),
        Unbind("Exchange.Contracts:MemberAdmitted", "diversion-cases-trust-project-trust"),
        DeleteExchange("Exchange.Contracts:KeysRotated"),
        Redeclare("Exchange.Contracts:KeysRotated", alternate: "Exchange.Contracts:AlertIssued"),
    ];

    [Fact]
    public async Task The_broker_refuses_the_eighteen_operations_of_a_hostile_RouteAlerts()
    {
        Assert.Equal(18, ByRouteAlerts.Count);
        Assert.Equal("", string.Join('\n', await AllowedAsync("route-alerts", ByRouteAlerts)));
    }

    [Theory, MemberData(nameof(Processes))]
    public async Task The_broker_refuses_what_is_not_a_process_s_own(string name)
    {
        var process = ServiceList.Current.Processes.Single(p => p.Name == name);
        var ownQueues = process.Queues.Select(q => q.Key).ToList();
        var foreignQueues = ServiceList.Current.Processes.Where(p => p.Name != name).SelectMany(p => p.Queues).Select(q => q.Key).Append(BrokerDefinitions.Unrouted).ToList();
        var foreignExchanges = Contracts.Except(process.Publishes).Select(BrokerPermissions.ExchangeOf).Concat(foreignQueues).ToList();
        List<Operation> hostile =
        [
            .. foreignExchanges.Select(e => Publish(e)),
            .. foreignExchanges.Select(DeleteExchange),
            .. foreignExchanges.Select(e => Redeclare(e, alternate: null)),
            .. foreignQueues.Select(q => Publish("", q)),
            .. foreignQueues.SelectMany(q => new[] { Consume(q), Get(q), Purge(q), DeleteQueue(q) }),
            .. Contracts.SelectMany(c => ownQueues.SelectMany(q => new[] { Bind(BrokerPermissions.ExchangeOf(c), q), Unbind(BrokerPermissions.ExchangeOf(c), q) })),
            .. foreignExchanges.SelectMany(e => process.Publishes.Select(c => Bind(BrokerPermissions.ExchangeOf(c), e))),
            Publish("", ownQueues[0]), Publish("amq.fanout"), Publish("amq.topic"), DeclareQueue("spy"), DeclareQueue(""), Redeclare("spy", alternate: null),
        ];
        Assert.Equal("", string.Join('\n', await AllowedAsync(name, hostile)));
    }

    [Fact]
    public async Task The_broker_has_the_queues_and_bindings_of_the_list_and_no_other()
    {
        var queues = ServiceList.Current.Processes.SelectMany(p => p.Queues).ToList();
        string[] names = [.. queues.Select(q => q.Key), BrokerDefinitions.Unrouted];
        Assert.Equal(names.Order(), (await network.Broker.QueuesAsync()).Keys.Order());
        Assert.Equal(
            queues.SelectMany(q => q.Value.Select(contract => $"{BrokerPermissions.ExchangeOf(contract)} -> {q.Key}")).Concat(names.Select(q => $"{q} -> {q}")).Order(),
            (await network.Broker.BindingsAsync()).Order());
    }

    [Fact]
    public async Task An_event_that_reaches_no_queue_is_kept_and_health_is_degraded()
    {
        await Eventually.HoldsAsync("no event is unrouted", async () => await UnroutedHealthAsync() == (HttpStatusCode.OK, "healthy"));
        const string contract = "Exchange.Contracts:CertificateForgerySuspected";
        await using var broker = await ConnectAsync(network.Broker.ConnectionString);
        await using var channel = await broker.CreateChannelAsync();
        await channel.ExchangeDeleteAsync(contract);
        await channel.ExchangeDeclareAsync(contract, "fanout", durable: true);
        try
        {
            Assert.Null(await RefusalAsync("end-user-certificates", Publish(contract)));
            await Eventually.HoldsAsync("the event is counted", async () => await UnroutedHealthAsync() == (HttpStatusCode.OK, "degraded"));
            Assert.Equal(1u, await channel.MessageCountAsync(BrokerDefinitions.Unrouted));
        }
        finally
        {
            await network.Broker.LoadDefinitionsAsync(network.Definitions);
            await channel.QueuePurgeAsync(BrokerDefinitions.Unrouted);
        }
        await Eventually.HoldsAsync("health is restored", async () => await UnroutedHealthAsync() == (HttpStatusCode.OK, "healthy"));
    }

    [Theory, MemberData(nameof(Processes))]
    public async Task Redis_refuses_keys_and_channels_that_are_not_a_process_s_own(string name)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"{network.RedisOf(name)},allowAdmin=true,tiebreaker=,configChannel=");
        var database = redis.GetDatabase();
        await database.StringSetAsync($"exchange:{name}:test", "own");
        Assert.Equal("own", await database.StringGetAsync($"exchange:{name}:test"));
        await database.KeyDeleteAsync($"exchange:{name}:test");

        foreach (var other in ServiceList.Current.Processes.Select(p => p.Name).Where(n => n != name).Append("all"))
        {
            var key = $"exchange:{other}:data-protection";
            await RefusesAsync("GET", key);
            await RefusesAsync("SET", key, "x");
            await RefusesAsync("DEL", key);
            await RefusesAsync("RPUSH", key, "x");
            await RefusesAsync("LRANGE", key, "0", "-1");
            await RefusesAsync("EVAL", "return redis.call('GET', KEYS[1])", "1", key);
            // A key that the script does not announce.
            await RefusesAsync("EVAL", $"return redis.call('GET', '{key}')", "0");
            await RefusesAsync("PUBLISH", $"exchange:{other}:committed", "x");
        }
        foreach (var command in (string[])["KEYS *", "SCAN 0", "RANDOMKEY", "DBSIZE", "FLUSHALL", "FLUSHDB", "CONFIG GET requirepass", "ACL LIST", "ACL SETUSER gateway on nopass", "MONITOR",
            "SHUTDOWN", "SAVE", "REPLICAOF 127.0.0.1 1", "CLIENT LIST", "CLIENT KILL TYPE normal", "SCRIPT FLUSH", "FUNCTION LIST", "MIGRATE 127.0.0.1 1 k 0 1"])
            await RefusesAsync(command.Split(' ')[0], [.. command.Split(' ')[1..]]);

        async Task RefusesAsync(string command, params string[] arguments)
        {
            var refused = await Record.ExceptionAsync(() => database.ExecuteAsync(command, [.. arguments]));
            // The second is what version 7.0 says of a command within a script.
            Assert.True(refused is RedisServerException
                && (refused.Message.Contains("permission", StringComparison.OrdinalIgnoreCase) || refused.Message.Contains("can't access at least one of the keys", StringComparison.Ordinal)),
                $"{command} {string.Join(' ', arguments)}: {refused?.Message ?? "allowed"}");
        }
    }

    [Fact]
    public async Task Redis_holds_nothing_outside_the_prefixes_of_processes()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(network.Redis.ConnectionString);
        var prefixes = ServiceList.Current.Processes.Select(p => $"exchange:{p.Name}:").ToList();
        using var customs = network.As("KEN/customs");
        await customs.GetAsync("/v1/cases?limit=1");
        var keys = redis.GetServers()[0].Keys().Select(k => k.ToString()).ToList();
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Contains(prefixes, prefix => key.StartsWith(prefix, StringComparison.Ordinal)));
        // Each process got an answer of Redis; ready says so.
        foreach (var process in network.Processes) Assert.Equal(HttpStatusCode.OK, await process.ReadinessAsync());
    }

    private async Task<(HttpStatusCode, string?)> UnroutedHealthAsync()
    {
        using var answer = await network.Gateway.Http.GetAsync("/health/ready");
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks").GetProperty("unrouted").GetString());
    }

    /// <summary>Those of the operations that the broker does not refuse with 403.</summary>
    private async Task<IReadOnlyList<string>> AllowedAsync(string user, IEnumerable<Operation> operations)
    {
        var allowed = new List<string>();
        foreach (var operation in operations)
        {
            if (await RefusalAsync(user, operation) is not AmqpErrors.AccessRefused and var other)
                allowed.Add($"{user}: {operation.Name}: {(other is null ? "allowed" : $"{other}")}");
        }
        return allowed;
    }

    private readonly Dictionary<string, Task<IConnection>> connections = [];

    /// <summary>The broker's reply code; null when it did as asked.</summary>
    private async Task<ushort?> RefusalAsync(string user, Operation operation)
    {
        if (!connections.TryGetValue(user, out var connection))
            connections[user] = connection = ConnectAsync(network.Broker.ConnectionStringOf(user, Network.PasswordOf(user)));
        await using var channel = await (await connection).CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        try
        {
            await operation.Run(channel);
            return null;
        }
        catch (Exception e) when (e is OperationInterruptedException or PublishException)
        {
            return channel.CloseReason?.ReplyCode;
        }
    }

    private static Task<IConnection> ConnectAsync(string address) => new ConnectionFactory { Uri = new Uri(address), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    private static Operation Publish(string exchange, string key = "") => new($"publish to '{exchange}' {key}", channel => channel.BasicPublishAsync(exchange, key, Body).AsTask());
    private static Operation Consume(string queue) => new($"consume {queue}", channel => channel.BasicConsumeAsync(queue, autoAck: false, new AsyncDefaultBasicConsumer(channel)));
    private static Operation Get(string queue) => new($"get from {queue}", channel => channel.BasicGetAsync(queue, autoAck: false));
    private static Operation Purge(string queue) => new($"purge {queue}", channel => channel.QueuePurgeAsync(queue));
    private static Operation DeleteQueue(string queue) => new($"delete queue {queue}", channel => channel.QueueDeleteAsync(queue));
    private static Operation DeclareQueue(string queue) => new($"declare queue '{queue}'", channel => channel.QueueDeclareAsync(queue, durable: false, exclusive: true, autoDelete: true));
    private static Operation Bind(string source, string destination) => new($"bind {source} to {destination}", channel => channel.ExchangeBindAsync(destination, source, ""));
    private static Operation Unbind(string source, string destination) => new($"unbind {source} from {destination}", channel => channel.ExchangeUnbindAsync(destination, source, ""));
    private static Operation DeleteExchange(string exchange) => new($"delete exchange {exchange}", channel => channel.ExchangeDeleteAsync(exchange));

    private static Operation Redeclare(string exchange, string? alternate) => new($"declare exchange {exchange}", channel => channel.ExchangeDeclareAsync(
        exchange, "fanout", durable: true, arguments: alternate is null ? null : new Dictionary<string, object?> { ["alternate-exchange"] = alternate }));

    private sealed record Operation(string Name, Func<IChannel, Task> Run);

    /// <summary>Reply codes of AMQP 0-9-1.</summary>
    private static class AmqpErrors
    {
        public const ushort AccessRefused = 403;
    }
}
