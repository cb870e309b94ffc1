using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Contracts;

namespace Exchange.Setup;

/// <summary>
/// RabbitMQ's definitions, made from the list of services: a user a process with its <see cref="BrokerPermissions"/>, the exchange of each
/// contract, the queues of the consumers, and the bindings between them. Services may not bind by themselves.
/// </summary>
public static class BrokerDefinitions
{
    /// <summary>The exchange and the queue of messages that reach no consumer's queue.</summary>
    public const string Unrouted = "unrouted";

    /// <summary>How many messages <see cref="Unrouted"/> keeps; the oldest go first.</summary>
    private const int MaxUnrouted = 100_000;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The definitions as JSON, for <c>load_definitions</c> or the management interface.</summary>
    /// <param name="passwords">The password of each process.</param>
    public static string Create(ServiceList list, string virtualHost, IReadOnlyDictionary<string, string> passwords)
    {
        var processes = list.Processes.ToList();
        var queues = processes.SelectMany(p => p.Queues).ToList();
        var consumed = queues.SelectMany(q => q.Value).Distinct().Order(StringComparer.Ordinal).ToList();
        var published = processes.SelectMany(p => p.Publishes).Union(consumed).Order(StringComparer.Ordinal);
        JsonObject In(JsonObject definition)
        {
            definition["vhost"] = virtualHost;
            return definition;
        }

        JsonObject Exchange(string name) =>
            In(new() { ["name"] = name, ["type"] = "fanout", ["durable"] = true, ["auto_delete"] = false, ["internal"] = false, ["arguments"] = new JsonObject() });
        JsonObject Queue(string name, JsonObject arguments) =>
            In(new() { ["name"] = name, ["durable"] = true, ["auto_delete"] = false, ["arguments"] = arguments });
        JsonObject Binding(string source, string destination, string kind) => In(new()
        {
            ["source"] = source, ["destination"] = destination, ["destination_type"] = kind, ["routing_key"] = "", ["arguments"] = new JsonObject(),
        });

        // A contract that nobody consumes is not watched: its events go nowhere by design. A queue's exchange is watched, in case the queue is gone.
        var watched = BrokerPermissions.Pattern([.. consumed.Select(BrokerPermissions.ExchangeOf), .. queues.Select(q => q.Key)]);
        return new JsonObject
        {
            ["users"] = Array(processes.Select(p => new JsonObject
            {
                ["name"] = p.Name, ["password_hash"] = Hash(passwords[p.Name]), ["hashing_algorithm"] = "rabbit_password_hashing_sha256", ["tags"] = new JsonArray(),
            })),
            ["vhosts"] = Array([new JsonObject { ["name"] = virtualHost }]),
            ["permissions"] = Array(processes.Select(p => (p.Name, Permissions: BrokerPermissions.Of(p))).Select(p => In(new()
            {
                ["user"] = p.Name, ["configure"] = p.Permissions.Configure, ["write"] = p.Permissions.Write, ["read"] = p.Permissions.Read,
            }))),
            ["policies"] = Array([In(new()
            {
                ["name"] = Unrouted, ["pattern"] = watched, ["apply-to"] = "exchanges", ["priority"] = 0,
                ["definition"] = new JsonObject { ["alternate-exchange"] = Unrouted },
            })]),
            ["exchanges"] = Array([.. published.Select(BrokerPermissions.ExchangeOf).Concat(queues.Select(q => q.Key)).Append(Unrouted).Select(Exchange)]),
            // As shared/Messaging/Bus.cs declares them: it is refused if they differ.
            ["queues"] = Array([
                .. queues.Select(q => Queue(q.Key, new() { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = int.MaxValue })),
                Queue(Unrouted, new() { ["x-queue-type"] = "quorum", ["x-max-length"] = MaxUnrouted }),
            ]),
            ["bindings"] = Array([
                .. queues.SelectMany(q => q.Value.Select(contract => Binding(BrokerPermissions.ExchangeOf(contract), q.Key, "exchange"))),
                .. queues.Select(q => q.Key).Append(Unrouted).Select(name => Binding(name, name, "queue")),
            ]),
        }.ToJsonString(Readable);
    }

    // RabbitMQ's salted SHA-256: four bytes of salt, then the hash of salt and password.
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }

    private static JsonArray Array(IEnumerable<JsonObject> items) => [.. items];
}
