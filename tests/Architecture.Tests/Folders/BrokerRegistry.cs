namespace Exchange.Architecture.Tests.Folders;

/// <summary>The folders of BrokerRegistry, from those that use few to those that use most.</summary>
internal sealed class BrokerRegistry : FolderTable
{
    public override string Project => "Exchange.BrokerRegistry";

    public override IReadOnlyDictionary<string, string[]> Uses { get; } = new Dictionary<string, string[]>
    {
        ["Data"] = ["Brokers", "Denials", "Integrity", "Licences", "Registers", "Standings"],
        ["Registers"] = ["Data"],
        ["Brokers"] = ["Data", "Registers"],
        ["Denials"] = ["Brokers", "Data"],
        ["Integrity"] = ["Brokers", "Data"],
        ["Licences"] = ["Brokers", "Data"],
        ["Releases"] = ["Brokers", "Data", "Registers"],
        ["Standings"] = ["Brokers", "Data"],
        ["Consumers"] = ["Brokers", "Data", "Registers"],
    };
}
