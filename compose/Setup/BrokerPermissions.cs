using System.Text.RegularExpressions;
using Exchange.Contracts;

namespace Exchange.Setup;

/// <summary>What one process may do at the broker: regular expressions over the names of exchanges and queues.</summary>
public sealed record BrokerPermissions(string Configure, string Write, string Read)
{
    /// <summary>
    /// Declares and writes the exchanges of the contracts that it publishes and its own queues; reads its own queues alone. It may neither
    /// bind nor unbind the contracts that it consumes.
    /// </summary>
    public static BrokerPermissions Of(ServiceEntry process)
    {
        var queues = process.Queues.Select(q => q.Key).ToList();
        var own = Pattern([.. process.Publishes.Select(ExchangeOf), .. queues]);
        return new(own, own, Pattern(queues));
    }

    /// <summary>The exchange of a contract, as MassTransit names it.</summary>
    public static string ExchangeOf(string contract) => $"Exchange.Contracts:{contract}";

    /// <summary>An expression that matches these names and no other.</summary>
    internal static string Pattern(IEnumerable<string> names) => $"^({string.Join('|', names.Select(Regex.Escape))})$";
}
