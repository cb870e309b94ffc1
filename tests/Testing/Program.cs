using Exchange.Testing.Servers;

// dotnet Exchange.Testing.dll servers
// Starts the servers that all test projects of a run share, prints how to reach each as an environment variable, then
// "ready", and stops them when its input ends, which it also does when whoever started it is killed.
if (args is not ["servers"])
{
    Console.Error.WriteLine("usage: Exchange.Testing servers");
    return 2;
}

var postgres = PostgresServer.SharedAsync();
var rabbit = RabbitMqServer.SharedAsync();
var redis = RedisServer.SharedAsync();
await Task.WhenAll(postgres, rabbit, redis);
Console.WriteLine($"# PostgreSQL: {(await postgres).Origin}");
Console.WriteLine($"# RabbitMQ: {(await rabbit).Origin}");
Console.WriteLine($"# Redis: {(await redis).Origin}");
Console.WriteLine($"{PostgresServer.Variable}={(await postgres).ConnectionString}");
Console.WriteLine($"{RabbitMqServer.Variable}={(await rabbit).ConnectionString}");
Console.WriteLine($"{RedisServer.Variable}={(await redis).ConnectionString}");
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is not null) { }
return 0;
