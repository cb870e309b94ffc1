namespace Exchange.Contracts;

/// <summary>OAuth scopes, one per kind of operation.</summary>
public static class Scopes
{
    public const string NetworkOperate = "network:operate";
    public const string CasesRead = "cases:read";
    public const string CasesWrite = "cases:write";
    public const string ReleasesWrite = "releases:write";
    public const string MarksSearch = "marks:search";
    public const string AlertsRead = "alerts:read";
    public const string AlertsWrite = "alerts:write";
    public const string AlertsSubscribe = "alerts:subscribe";
    public const string PlacesRead = "places:read";
    public const string PlacesWrite = "places:write";

    /// <summary>
    /// To issue end-user certificates and change their status, which takes the licensing function as well; and to answer other States'
    /// questions, which takes that or the point of contact's.
    /// </summary>
    public const string CertificatesIssue = "certificates:issue";
    public const string CertificatesRead = "certificates:read";
    public const string CertificatesVerify = "certificates:verify";
    public const string CertificatesDraw = "certificates:draw";
    public const string BrokersRead = "brokers:read";

    /// <summary>To keep the register of the own State, which takes the licensing function as well.</summary>
    public const string BrokersWrite = "brokers:write";

    /// <summary>What only the network operator's tokens may bear, whatever another member's issuer writes into its own.</summary>
    public static IReadOnlyList<string> OfOperator { get; } = [NetworkOperate, PlacesWrite];

    /// <summary>Every scope that an issuer may grant, and what it allows; anything else is <c>invalid_scope</c>.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>
    {
        [NetworkOperate] = "Admit and suspend members; resend parked messages. For the operator alone.",
        [CasesRead] = "Read cases of the own State and those released to it.",
        [CasesWrite] = "Report, amend and withdraw cases of the own State.",
        [ReleasesWrite] = "Set to whom records of the own State are released.",
        [MarksSearch] = "Search weapon marks.",
        [AlertsRead] = "Read alerts and follow the live stream.",
        [AlertsWrite] = "Post and withdraw alerts of the own State.",
        [AlertsSubscribe] = "Keep subscriptions to alerts by webhook.",
        [PlacesRead] = "Search places.",
        [PlacesWrite] = "Import the official list of places. For the operator alone.",
        [CertificatesIssue] = "Issue end-user certificates, change their status, and answer other States' questions.",
        [CertificatesRead] = "Read certificates and what is drawn against them.",
        [CertificatesVerify] = "Verify certificates, and ask other States about them.",
        [CertificatesDraw] = "Draw quantities against a certificate, and confirm deliveries.",
        [BrokersRead] = "Read brokers of the own register and those released to the State.",
        [BrokersWrite] = "Keep the register of brokers of the own State.",
    };

    /// <summary>The names of <see cref="Texts"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Texts.Keys];
}

/// <summary>What an authority does for its State; releases can be narrowed to functions (outcome document, paras 51, 120, 157).</summary>
public static class Functions
{
    public const string Customs = "customs";
    public const string BorderControl = "border_control";
    public const string LawEnforcement = "law_enforcement";
    public const string Licensing = "licensing";
    public const string Judicial = "judicial";
    public const string PointOfContact = "point_of_contact";
    public const string Analyst = "analyst";

    public static IReadOnlyList<string> All { get; } =
        [Customs, BorderControl, LawEnforcement, Licensing, Judicial, PointOfContact, Analyst];
}

/// <summary>Traffic Light Protocol 2.0 (FIRST). A mark for readers; access is enforced by releases, not by it.</summary>
public static class TlpLabels
{
    public static IReadOnlyList<string> All { get; } = ["red", "amber", "amber_strict", "green", "clear"];
}

/// <summary>Purposes that a disclosure is made for.</summary>
public static class Purposes
{
    public static IReadOnlyList<string> All { get; } =
        ["licensing_risk", "border_interdiction", "criminal_investigation", "prosecution", "tracing", "statistics"];
}

/// <summary>How much of a record a release shows.</summary>
public enum ReleaseLevel
{
    /// <summary>A search tells that the originator holds something and whom to ask; nothing else.</summary>
    Hit = 1,

    /// <summary>Without narrative, persons, sources and attachments.</summary>
    Summary = 2,

    /// <summary>Everything that the originator did not withhold.</summary>
    Full = 3,
}
