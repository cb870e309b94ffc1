using Exchange.Testing.Servers;

// What ./test needs of the servers, besides the library that test projects use:
//   missing   prints the Debian packages without which there is no server, a line each
//   servers   starts the servers that all test projects of a run share, prints how to reach each as an environment
//             variable, then "ready"; stops them when its input ends, as it does when whoever started it is killed
switch (args)
{
    case ["missing"]:
        foreach (var package in await Task.WhenAll(
            PostgresServer.MissingPackageAsync(), RabbitMqServer.MissingPackageAsync(), RedisServer.MissingPackageAsync()))
        {
            if (package is not null) Console.WriteLine(package);
        }
        return 0;

    case ["servers"]:
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

    default:
        Console.Error.WriteLine("usage: Exchange.Testing missing|servers");
        return 2;
}
