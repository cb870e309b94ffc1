namespace Exchange.Architecture.Tests.Folders;

/// <summary>The folders of Identity, from those that use few to those that use most; Fields, Keys and Samples use none.</summary>
internal sealed class Identity : FolderTable
{
    public override string Project => "Exchange.Identity";

    public override IReadOnlyDictionary<string, string[]> Uses { get; } = new Dictionary<string, string[]>
    {
        ["Groups"] = ["Data", "Fields"],
        ["Data"] = ["Clients", "Groups", "Issuers", "Keys", "Members"],
        ["Members"] = ["Data", "Fields", "Groups", "Keys"],
        ["Clients"] = ["Data", "Keys", "Members"],
        ["Issuers"] = ["Clients", "Data", "Keys", "Members"],
        ["KeyRotation"] = ["Data", "Keys", "Members"],
        ["Consumers"] = ["Data", "Groups", "Keys", "Members"],
        ["Admission"] = ["Clients", "Data", "Fields", "Groups", "Issuers", "Keys", "Members", "Samples"],
    };
}
