namespace Exchange.Contracts;

/// <summary>The authorities that sample members have: what each does, and the scopes its client may ask for.</summary>
public static class SampleIdentities
{
    /// <summary>An authority's client: name within the member, functions, scopes.</summary>
    public sealed record Identity(string Name, IReadOnlyList<string> Functions, IReadOnlyList<string> Scopes);

    public static IReadOnlyList<Identity> OfState { get; } =
    [
        new("customs", [Contracts.Functions.Customs, Contracts.Functions.BorderControl],
            [Scopes.CasesRead, Scopes.CasesWrite, Scopes.ReleasesWrite, Scopes.MarksSearch, Scopes.AlertsRead, Scopes.AlertsWrite, Scopes.AlertsSubscribe, Scopes.PlacesRead,
                Scopes.CertificatesRead, Scopes.CertificatesVerify, Scopes.BrokersRead]),
        new("licensing", [Contracts.Functions.Licensing],
            [Scopes.CasesRead, Scopes.MarksSearch, Scopes.AlertsRead, Scopes.PlacesRead,
                Scopes.CertificatesIssue, Scopes.CertificatesRead, Scopes.CertificatesVerify, Scopes.CertificatesDraw,
                Scopes.BrokersRead, Scopes.BrokersWrite, Scopes.ReleasesWrite]),
        new("police", [Contracts.Functions.LawEnforcement],
            [Scopes.CasesRead, Scopes.CasesWrite, Scopes.MarksSearch, Scopes.AlertsRead, Scopes.AlertsWrite, Scopes.PlacesRead,
                Scopes.CertificatesRead, Scopes.CertificatesVerify, Scopes.BrokersRead]),
        new("npc", [Contracts.Functions.PointOfContact],
            [Scopes.CasesRead, Scopes.CasesWrite, Scopes.ReleasesWrite, Scopes.MarksSearch, Scopes.AlertsRead, Scopes.AlertsWrite, Scopes.AlertsSubscribe, Scopes.PlacesRead,
                Scopes.CertificatesIssue, Scopes.CertificatesRead, Scopes.CertificatesVerify, Scopes.BrokersRead]),
    ];

    public static IReadOnlyList<Identity> OfOrganization { get; } =
    [
        new("secretariat", [Contracts.Functions.Analyst],
            [Scopes.CasesRead, Scopes.AlertsRead, Scopes.AlertsSubscribe, Scopes.PlacesRead]),
    ];

    public static IReadOnlyList<Identity> OfOperator { get; } =
        [new("operator", [], [Scopes.NetworkOperate, Scopes.PlacesRead, Scopes.PlacesWrite])];
}
