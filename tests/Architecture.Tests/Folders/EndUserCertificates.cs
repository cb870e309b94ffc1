namespace Exchange.Architecture.Tests.Folders;

/// <summary>The folders of EndUserCertificates, from those that use few to those that use most; Embargoes uses none.</summary>
internal sealed class EndUserCertificates : FolderTable
{
    public override string Project => "Exchange.EndUserCertificates";

    public override IReadOnlyDictionary<string, string[]> Uses { get; } = new Dictionary<string, string[]>
    {
        ["Keys"] = ["Data"],
        ["StatusLists"] = ["Data", "Keys"],
        ["Projections"] = ["Data"],
        ["Certificates"] = ["Data", "Keys", "Projections", "StatusLists"],
        ["Data"] = ["Certificates", "Inquiries", "Keys", "Projections", "Shipments", "StatusLists", "Verification"],
        ["Document"] = ["Certificates", "Data"],
        ["Shipments"] = ["Certificates", "Data"],
        ["Verification"] = ["Certificates", "Data", "Embargoes", "Keys", "Projections"],
        ["Inquiries"] = ["Certificates", "Data", "Keys"],
        ["Authentications"] = ["Certificates", "Data", "Inquiries", "Keys"],
        ["ReexportConsents"] = ["Certificates", "Data", "Inquiries", "Keys"],
        ["Demo"] = ["Certificates", "Data", "Keys", "StatusLists"],
    };
}
