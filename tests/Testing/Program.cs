using Exchange.Testing.Servers;

// What ./test needs of the machine, besides the library that test projects use:
//   missing PROJECT...
//             prints the Debian packages that are missing for those test projects, a line each: those without which there is no
//             server, and what EndToEnd prints and reads pages with
//   servers   starts the servers that all test projects of a run share, prints how to reach each as an environment
//             variable, then "ready"; stops them when its input ends, as it does when whoever started it is killed
switch (args)
{
    case ["missing", .. var projects]:
        foreach (var package in await Task.WhenAll(
            PostgresServer.MissingPackageAsync(), RabbitMqServer.MissingPackageAsync(), RedisServer.MissingPackageAsync()))
        {
            if (package is not null) Console.WriteLine(package);
        }
        foreach (var package in projects.Contains("EndToEnd") ? MachineProgram.MissingPackages : []) Console.WriteLine(package);
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
        Console.Error.WriteLine("usage: Exchange.Testing missing PROJECT... | servers");
        return 2;
}
