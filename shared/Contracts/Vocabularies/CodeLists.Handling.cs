
namespace Exchange.Contracts.Vocabularies;

public static partial class CodeLists
{
    /// <summary>Reliability of the source (Admiralty scale). Found.</summary>
    public static CodeList SourceReliability { get; } = new("source_reliability", "source reliability", "Admiralty scale (MISP taxonomies)", Certainty.Found)
    {
        { "A", "Completely reliable" },
        { "B", "Usually reliable" },
        { "C", "Fairly reliable" },
        { "D", "Not usually reliable" },
        { "E", "Unreliable" },
        { "F", "Reliability cannot be judged" },
    };

    /// <summary>Credibility of the information (Admiralty scale). Found.</summary>
    public static CodeList InformationCredibility { get; } = new("information_credibility", "information credibility", "Admiralty scale (MISP taxonomies)", Certainty.Found)
    {
        { "1", "Confirmed by other sources" },
        { "2", "Probably true" },
        { "3", "Possibly true" },
        { "4", "Doubtful" },
        { "5", "Improbable" },
        { "6", "Truth cannot be judged" },
    };

    /// <summary>Traffic Light Protocol 2.0 (FIRST). Found.</summary>
    public static CodeList Tlp { get; } = new("tlp", "TLP label", "FIRST, Traffic Light Protocol 2.0", Certainty.Found)
    {
        { "red", "For the eyes and ears of individual recipients only, no further disclosure", "TLP:RED" },
        { "amber", "Limited disclosure: need-to-know within the organization and its clients", "TLP:AMBER" },
        { "amber_strict", "Limited disclosure: need-to-know within the organization", "TLP:AMBER+STRICT" },
        { "green", "Limited disclosure: the community of members of this network", "TLP:GREEN" },
        { "clear", "No limit on disclosure", "TLP:CLEAR" },
    };

    /// <summary>What a disclosure or a search is made for. Known.</summary>
    public static CodeList Purpose { get; } = new("purpose", "purpose", "Proposed", Certainty.Known)
    {
        { "licensing_risk", "Licensing: assessing the risk of diversion" },
        { "border_interdiction", "Border interdiction" },
        { "criminal_investigation", "Criminal investigation" },
        { "prosecution", "Prosecution" },
        { "tracing", "Tracing" },
        { "statistics", "Statistics" },
    };

    /// <summary>Functions of authorities that a release can be narrowed to. Known.</summary>
    public static CodeList Function { get; } = new("function", "function", "2024 outcome document, paras 51, 120, 157; analyst proposed", Certainty.Known)
    {
        { Functions.Customs, "Customs" },
        { Functions.BorderControl, "Border control" },
        { Functions.LawEnforcement, "Law enforcement" },
        { Functions.Licensing, "Licensing" },
        { Functions.Judicial, "Judiciary and prosecution" },
        { Functions.PointOfContact, "National point of contact" },
        { Functions.Analyst, "Analyst of a regional organization" },
    };

    /// <summary>Whether recipients may pass a record on. Known.</summary>
    public static CodeList OnwardRule { get; } = new("onward_rule", "onward rule", "Proposed: originator control", Certainty.Known)
    {
        { "originator_consent_required", "Only with the originator's consent" },
        { "within_recipients", "Among the release's recipients" },
    };

    /// <summary>Why a field's value is withheld. Known.</summary>
    public static CodeList WithheldReason { get; } = new("withheld_reason", "reason for withholding", "Proposed; ongoing prosecutions and national security: 2024 outcome document, paras 154, 160", Certainty.Known)
    {
        { "investigation", "Ongoing investigation" },
        { "prosecution", "Ongoing prosecution" },
        { "national_security", "National security" },
        { "confidentiality_law", "Confidentiality legislation" },
        { "commercial_secret", "Commercial secret" },
        { "personal_data", "Personal data" },
        { "source_protection", "Protection of the source" },
        { "originator_consent", "Awaiting the originator's consent" },
    };
}
