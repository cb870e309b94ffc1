namespace Exchange.Architecture.Tests.Folders;

/// <summary>The folders of DiversionCases, from those that use few to those that use most; Marks and Vocabularies use none.</summary>
internal sealed class DiversionCases : FolderTable
{
    public override string Project => "Exchange.DiversionCases";

    public override IReadOnlyDictionary<string, string[]> Uses { get; } = new Dictionary<string, string[]>
    {
        ["Places"] = ["Data"],
        ["Cases"] = ["Data", "Marks", "Places"],
        ["Data"] = ["Cases", "Consumers", "Marks", "Places"],
        ["Releases"] = ["Cases", "Data", "Places"],
        ["MarkSearch"] = ["Cases", "Data", "Marks"],
        ["Consumers"] = ["Cases", "Data", "Places"],
        ["Demo"] = ["Cases", "Data", "Marks", "Places"],
    };
}
