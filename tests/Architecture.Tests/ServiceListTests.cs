using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Exchange.Architecture.Tests.Rules;
using Exchange.Contracts;
using Exchange.Setup;
using Exchange.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mono.Cecil;
using Code = Exchange.Architecture.Tests.Rules.Code;

namespace Exchange.Architecture.Tests;

/// <summary>
/// <c>services.json</c> is the one list of services. A new service stands in it, in the solution, in Standalone, in docker-compose.yml and in its own
/// folder; these tests compare those with the list, and find any other list.
/// </summary>
public sealed partial class ServiceListTests
{
    private static readonly string Compose = Read("docker-compose.yml");

    public static TheoryData<string> Processes => Projects.Data(ServiceList.Current.Processes.Select(p => p.Name));

    public static TheoryData<string> Services => Projects.Data(ServiceList.Current.Services.Select(p => p.Name));

    [Fact]
    public void Every_service_has_a_folder_and_every_folder_a_service() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(Projects.Root, "services"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Projects.Root, file)).Where(file => Path.GetFileName(file) != "Exchange.Standalone.csproj").Order(),
        ServiceList.Current.Services.Select(s => $"{s.Project}/{s.Assembly}.csproj").Order());

    [Fact]
    public void The_solution_has_every_process() =>
        Assert.All(ServiceList.Current.Processes, p => Assert.Contains($"\"{p.Project.Replace('/', '\\')}\\{p.Assembly}.csproj\"", Read("Exchange.sln"), StringComparison.Ordinal));

    [Fact]
    public void Names_of_the_list_are_those_of_the_modules() => Assert.All(ServiceList.Current.Services, service =>
        Assert.Equal(service.Name, Projects.Assembly(service.Assembly).GetType($"{service.Assembly}.{service.Module}Module")!
            .GetFields(BindingFlags.Public | BindingFlags.Static).Single(f => f is { IsLiteral: true, Name: "Name" or "Service" }).GetRawConstantValue()));

    [Fact]
    public void No_path_is_listed_twice() =>
        Assert.Distinct(ServiceList.Current.Services.SelectMany(s => s.Paths.Concat(s.PublicPaths)));

    [Theory, MemberData(nameof(Services))]
    public async Task The_gateway_reaches_every_endpoint(string name)
    {
        var service = Process(name);
        await using var storage = await TestStorage.CreateAsync(Provider.Sqlite, service.Assembly);
        await using var host = await Projects.StartAsync(service.Assembly, storage);
        string[] prefixes = [.. service.Paths, .. service.PublicPaths, $"/v1/operations/{name}"];
        var unreached = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Where(path => path.StartsWith("/v1/", StringComparison.Ordinal))
            .Where(path => !prefixes.Any(prefix => path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal)));
        Assert.Equal("", string.Join('\n', unreached));
    }

    [Theory, MemberData(nameof(Processes))]
    public async Task The_list_has_what_a_process_publishes_and_consumes(string name)
    {
        var process = Process(name);
        await using var storage = await TestStorage.CreateAsync(Provider.Sqlite, process.Assembly);
        await using var host = await Projects.StartAsync(process.Assembly, storage);
        Assert.Equal(Consumed(host.Services).Order(), process.Queues.SelectMany(q => q.Value.Select(contract => $"{q.Key} takes {contract}")).Order());
        Assert.Equal(Published(Projects.Assembly(process.Assembly), host.Services).Order(), process.Publishes.Order());
    }

    [Fact]
    public void Every_message_of_the_list_is_a_contract()
    {
        var contracts = typeof(ServiceList).Assembly.GetExportedTypes().Select(t => t.FullName).ToList();
        Assert.All(ServiceList.Current.Processes.SelectMany(p => p.Publishes.Concat(p.Consumes.Values.SelectMany(c => c))), message => Assert.Contains($"Exchange.Contracts.{message}", contracts));
    }

    [Fact]
    public void The_code_that_publishes_is_found() =>
        Assert.Equal(["CaseReported", "CaseWithdrawn"], Code.Methods(typeof(ServiceListTests).Assembly).Where(m => m.WrittenIn().Name == "PublishesTwice").SelectMany(m => Messages(m, null)).Order());

    [Theory, MemberData(nameof(Processes))]
    public void The_compose_file_has_every_process(string name)
    {
        var process = Process(name);
        var container = Container(name);
        Assert.Contains($"build: {{ context: ., args: {{ SERVICE: {name} }} }}", container, StringComparison.Ordinal);
        Assert.Contains($"image: exchange/{name}", container, StringComparison.Ordinal);
        Assert.Contains($"command: [{process.Assembly}.dll]", container, StringComparison.Ordinal);
        List<string> secrets =
        [
            $"{{ source: database-{name}, target: ConnectionStrings__{name} }}",
            $"{{ source: broker-{name}, target: ConnectionStrings__rabbitmq }}",
            $"{{ source: cache-{name}, target: ConnectionStrings__redis }}",
        ];
        if (process.HasKeyFile)
        {
            secrets.Add($"{name}-key");
            Assert.Contains($"{process.Module}__KeyEncryptionKeyFile: /run/secrets/{name}-key", container, StringComparison.Ordinal);
        }
        Assert.Equal(secrets, ComposeSecret().Matches(container).Select(m => m.Groups[1].Value));
        // Its environment is that of all services, alone or with more.
        Assert.True(!container.Contains("environment:", StringComparison.Ordinal) || container.Contains("<<: *settings", StringComparison.Ordinal));
        if (process == ServiceList.Current.Gateway) return;
        Assert.Contains($"Gateway__Services__{name}: http://{name}:8080", Container("gateway"), StringComparison.Ordinal);
        Assert.Contains($"      {name}: {{ condition: service_healthy }}", Container("gateway"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_compose_file_has_no_other_process_or_secret()
    {
        Assert.Equal(ServiceList.Current.Processes.Select(p => p.Name).Order(), Regex.Matches(Compose, @"SERVICE: (\S+)").Select(m => m.Groups[1].Value).Order());
        var mounted = new[] { "broker-definitions.json" };
        Assert.Equal(
            Secrets.Names(ServiceList.Current).Except(mounted).Select(name => $"  {name}: {{ file: ./secrets/{name} }}").Order(),
            Compose[Compose.IndexOf("\nsecrets:\n", StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Order());
        Assert.All(mounted, name => Assert.Contains($"./secrets/{name}:", Container("rabbitmq"), StringComparison.Ordinal));
        Assert.Contains($"secrets: [{string.Join(", ", ServiceList.Current.Processes.Select(p => $"postgres-{p.Name}"))}]", Container("postgres"), StringComparison.Ordinal);
        Assert.Contains("secrets: [redis-users.acl]", Container("redis"), StringComparison.Ordinal);
    }

    [Fact]
    public void Standalone_adds_consumes_and_maps_every_service()
    {
        var (project, program) = (Read("services/Standalone/Exchange.Standalone.csproj"), Read("services/Standalone/Program.cs"));
        Assert.All(ServiceList.Current.Services, service =>
        {
            Assert.Contains($"""<ProjectReference Include="../{service.Module}/{service.Assembly}.csproj" />""", project, StringComparison.Ordinal);
            Assert.Contains($"builder.Add{service.Module}();", program, StringComparison.Ordinal);
            Assert.Contains($"bus.Add{service.Module}Consumers();", program, StringComparison.Ordinal);
            Assert.Contains($"app.Map{service.Module}();", program, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_table_of_permissions_in_the_documents_is_that_of_the_list() =>
        Assert.True(Read("docs/security.md").Contains(PermissionTable.Of(ServiceList.Current), StringComparison.Ordinal),
            "Replace the table in docs/security.md by what `dotnet run --project compose/Setup -- permissions` prints.");

    /// <summary>Adding a service touches none of these: a file that names every service, or all but one, is a list that somebody would have to extend.</summary>
    [Fact]
    public void There_is_no_other_list()
    {
        string[] allowed = ["docker-compose.yml", "tests/EndToEnd.Tests/Network.cs"];
        var sources = new[] { "gateway", "shared", "clients", "compose", "tests/Testing", "tests/Benchmarks/Harness", "tests/Architecture.Tests", "tests/EndToEnd.Tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Projects.Root, folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Projects.Root))
            .Select(file => Path.GetRelativePath(Projects.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)
                && Path.GetExtension(file) is ".cs" or ".csproj" or ".sh" or ".json" or ".yml" or "" && !file.EndsWith("packages.lock.json", StringComparison.Ordinal))
            .Except(allowed).Except(["services.json"]);
        Assert.Equal("", string.Join('\n', sources.Where(file => Lists(Read(file)))));
        var allButOne = ServiceList.Current.Services.Skip(1).ToList();
        Assert.True(Lists($"[{string.Join(", ", allButOne.Select(s => $"\"{s.Name}\""))}]"));
        Assert.True(Lists($"for service in {string.Join(' ', allButOne.Select(s => s.Name))} ; do"));
        Assert.True(Lists(string.Join(' ', allButOne.Select(s => s.Project))));
        Assert.False(Lists($"\"{allButOne[0].Name}\" and \"{allButOne[1].Name}\""));
    }

    [Fact]
    public void A_service_that_is_added_to_the_list_has_its_secrets_queues_and_permissions()
    {
        var json = JsonNode.Parse(Read("services.json"))!;
        json["services"]!.AsArray().Add(JsonNode.Parse("""
            {
              "name": "ledger", "project": "services/Ledger", "title": "Ledger", "paths": ["/v1/disclosures"], "hasKeyFile": true,
              "publishes": ["RecordSealed"], "consumes": { "record-disclosure": ["CaseReported"] }
            }
            """));
        var list = ServiceList.Read(new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString())));
        Assert.Equal(["postgres-ledger", "database-ledger", "broker-ledger", "cache-ledger", "ledger-key"], Secrets.Names(list).Except(Secrets.Names(ServiceList.Current)));

        var definitions = JsonNode.Parse(BrokerDefinitions.Create(list, "/", list.Processes.ToDictionary(p => p.Name, _ => "x")))!;
        Assert.Contains(definitions["bindings"]!.AsArray(), b => b!["source"]!.GetValue<string>() == "Exchange.Contracts:CaseReported" && b["destination"]!.GetValue<string>() == "ledger-record-disclosure");
        Assert.Contains(definitions["exchanges"]!.AsArray(), e => e!["name"]!.GetValue<string>() == "Exchange.Contracts:RecordSealed");
        var ledger = BrokerPermissions.Of(list.Services[^1]);
        Assert.Equal(@"^(Exchange\.Contracts:RecordSealed|Exchange\.Contracts:TrustRequested|ledger-record-disclosure|ledger-trust-project-trust)$", ledger.Write);
        Assert.Equal("^(ledger-record-disclosure|ledger-trust-project-trust)$", ledger.Read);
        Assert.Equal(ledger.Write, ledger.Configure);
        Assert.Contains("~exchange:ledger:* &exchange:ledger:*", RedisUsers.Rules(list.Services[^1], "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_kept_and_servers_get_hashes_of_them()
    {
        var parent = Directory.CreateTempSubdirectory("exchange-secrets-");
        try
        {
            var folder = Path.Combine(parent.FullName, "secrets");
            new Secrets(folder).Write(ServiceList.Current);
            var first = Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
            new Secrets(folder).Write(ServiceList.Current);
            Assert.Equal(Secrets.Names(ServiceList.Current).Order(), first.Keys.Order());
            Assert.All(first.Where(f => f.Key != "broker-definitions.json"), f => Assert.Equal(f.Value, File.ReadAllText(Path.Combine(folder, f.Key))));

            var passwords = first.Where(f => f.Key.StartsWith("postgres-", StringComparison.Ordinal)).Select(f => f.Value)
                .Concat(first.Where(f => f.Key.StartsWith("cache-", StringComparison.Ordinal)).Select(f => f.Value.Split("password=")[1]))
                .Concat(first.Where(f => f.Key.StartsWith("broker-", StringComparison.Ordinal) && f.Value.StartsWith("amqp:", StringComparison.Ordinal))
                    .Select(f => new Uri(f.Value).UserInfo.Split(':')[1])).ToList();
            Assert.Equal(3 * ServiceList.Current.Processes.Count(), passwords.Distinct().Count());
            Assert.All(passwords, password =>
            {
                Assert.DoesNotContain(password, first["broker-definitions.json"], StringComparison.Ordinal);
                Assert.DoesNotContain(password, first["redis-users.acl"], StringComparison.Ordinal);
            });
            if (OperatingSystem.IsWindows()) return;
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            foreach (var file in first.Keys)
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(Path.Combine(folder, file)));
        }
        finally
        {
            parent.Delete(recursive: true);
        }
    }

    private static ServiceEntry Process(string name) => ServiceList.Current.Processes.Single(p => p.Name == name);

    private static string Read(string file) => File.ReadAllText(Path.Combine(Projects.Root, file)).ReplaceLineEndings("\n");

    /// <summary>The lines of one container in docker-compose.yml.</summary>
    private static string Container(string name) => Regex.Match(Compose, $@"^  {Regex.Escape(name)}:\n((?:    .*\n|\n)+)", RegexOptions.Multiline).Value is { Length: > 0 } lines
        ? lines
        : throw new InvalidOperationException($"docker-compose.yml has no container {name}.");

    [GeneratedRegex(@"^      - (\{ source: .*|[a-z-]+-key)$", RegexOptions.Multiline)]
    private static partial Regex ComposeSecret();

    private static bool Lists(string text) => ServiceList.Current.Services is var services
        && (services.Count(s => Regex.IsMatch(text, $"\"{s.Name}\"|[ (]{s.Name}[ )]")) >= services.Count - 1 || services.Count(s => Regex.IsMatch(text, $"\\b{s.Project}\\b")) >= services.Count - 1);

    /// <summary>What a host's consumers take, as they registered themselves.</summary>
    private static IEnumerable<string> Consumed(IServiceProvider host)
    {
        var consumer = typeof(Messaging.Bus).Assembly.GetType("Exchange.Messaging.InboxConsumer", throwOnError: true)!;
        return from registered in host.GetServices(consumer)
               let queue = (string)consumer.GetProperty("Endpoint")!.GetValue(registered)!
               from urn in (IEnumerable<string>)consumer.GetProperty("MessageTypes")!.GetValue(registered)!
               select $"{queue} takes {urn.Split(':')[^1]}";
    }

    /// <summary>What a process publishes: by its own code, and by the hosted services of shared projects that it runs.</summary>
    private static IEnumerable<string> Published(Assembly assembly, IServiceProvider host)
    {
        var own = Code.Methods(assembly).SelectMany(method => Messages(method, null));
        var shared = from service in host.GetServices<IHostedService>().Select(s => s.GetType()).Distinct()
                     where service.Assembly != assembly && Projects.Shared.Contains(service.Assembly.GetName().Name)
                     from method in Code.Methods(service.Assembly)
                     where method.WrittenIn().FullName == (service.IsGenericType ? service.GetGenericTypeDefinition() : service).FullName
                     from message in Messages(method, service)
                     select message;
        return own.Concat(shared).Distinct();
    }

    /// <summary>The messages that a method publishes; <paramref name="service"/> says what a type parameter of its class stands for.</summary>
    private static IEnumerable<string> Messages(MethodDefinition method, Type? service) =>
        from call in method.Calls().OfType<GenericInstanceMethod>()
        where call.Name is "PublishAsync" or "InsertAsync" && call.DeclaringType.Name.StartsWith("IOutbox`", StringComparison.Ordinal)
        let message = call.GenericArguments[0]
        select message is GenericParameter parameter
            ? service?.GetGenericArguments()[parameter.Position].Name ?? throw new InvalidOperationException($"{method.FullName} publishes what only its caller knows.")
            : message.Name;
}
