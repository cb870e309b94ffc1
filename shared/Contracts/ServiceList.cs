using System.Text.Json;
using System.Text.Json.Serialization;

namespace Exchange.Contracts;

/// <summary>A process of the network: the gateway, or a service behind it.</summary>
public sealed record ServiceEntry
{
    /// <summary>Lower case with hyphens; also the name of its database, its broker user, its Redis user and its OpenAPI document.</summary>
    public required string Name { get; init; }

    /// <summary>Its folder below the repository's root (<c>services/Identity</c>).</summary>
    public required string Project { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Title { get; init; }

    /// <summary>Path prefixes that the gateway sends to it, with a token of any member.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Path prefixes that the gateway sends to it without asking for a token.</summary>
    public IReadOnlyList<string> PublicPaths { get; init; } = [];

    /// <summary>Whether it stores private keys, and so needs a key-encryption key (<c>{Module}:KeyEncryptionKeyFile</c>).</summary>
    public bool HasKeyFile { get; init; }

    /// <summary>Names of the contracts that it publishes.</summary>
    public IReadOnlyList<string> Publishes { get; init; } = [];

    /// <summary>Names of the contracts that each of its consumers takes. A consumer's queue is <c>{Name}-{consumer}</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Consumes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The name of its module and of its configuration section (<c>RouteAlerts</c>): the last part of <see cref="Project"/>.</summary>
    [JsonIgnore]
    public string Module
    {
        get
        {
            var folder = Project.Split('/')[^1];
            return char.ToUpperInvariant(folder[0]) + folder[1..];
        }
    }

    /// <summary>The name of its assembly (<c>Exchange.RouteAlerts</c>).</summary>
    [JsonIgnore]
    public string Assembly => $"Exchange.{Module}";

    /// <summary>Its queues, each with the contracts that arrive there.</summary>
    [JsonIgnore]
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Queues => Consumes.Select(c => KeyValuePair.Create($"{Name}-{c.Key}", c.Value));
}

/// <summary>
/// The one list of services, <c>services.json</c> at the repository's root. Routes, databases, permissions of the broker and of Redis,
/// tests and benchmarks read it; tests compare it with the code, <c>docker-compose.yml</c> and Standalone.
/// </summary>
public sealed class ServiceList
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    private static readonly Lazy<ServiceList> Network = new(() =>
    {
        using var file = typeof(ServiceList).Assembly.GetManifestResourceStream("services.json")!;
        return Read(file);
    });

    private ServiceList(ServiceEntry gateway, IReadOnlyList<ServiceEntry> services) => (Gateway, Services) = (gateway, services);

    /// <summary>The list of this network.</summary>
    public static ServiceList Current => Network.Value;

    public ServiceEntry Gateway { get; }

    /// <summary>The services behind the gateway.</summary>
    public IReadOnlyList<ServiceEntry> Services { get; }

    /// <summary>The services and the gateway.</summary>
    public IEnumerable<ServiceEntry> Processes => Services.Append(Gateway);

    /// <summary>Reads a list (UTF-8 JSON).</summary>
    /// <exception cref="JsonException">It has an unknown field, or lacks a required one.</exception>
    public static ServiceList Read(Stream utf8)
    {
        var file = JsonSerializer.Deserialize<File>(utf8, Strict) ?? throw new JsonException("The list of services is empty.");
        ServiceEntry Complete(ServiceEntry process) => process with
        {
            Publishes = [.. process.Publishes, .. file.EveryProcess.Publishes],
            Consumes = process.Consumes.Concat(file.EveryProcess.Consumes).ToDictionary(c => c.Key, c => c.Value),
        };
        return new(Complete(file.Gateway), [.. file.Services.Select(Complete)]);
    }

    private sealed record File
    {
        [JsonPropertyName("$comment")]
        public string? Comment { get; init; }

        public required Messages EveryProcess { get; init; }
        public required ServiceEntry Gateway { get; init; }
        public required IReadOnlyList<ServiceEntry> Services { get; init; }
    }

    private sealed record Messages
    {
        public required IReadOnlyList<string> Publishes { get; init; }
        public required IReadOnlyDictionary<string, IReadOnlyList<string>> Consumes { get; init; }
    }
}
