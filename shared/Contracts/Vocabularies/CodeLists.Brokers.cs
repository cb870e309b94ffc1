namespace Exchange.Contracts.Vocabularies;

public static partial class CodeLists
{
    /// <summary>What a broker is. Known.</summary>
    public static CodeList BrokerKind { get; } = new("broker_kind", "kind of broker", "A/62/163 (2007): person or entity", Certainty.Located)
    {
        { "company", "A company or another legal entity" },
        { "person", "A natural person" },
    };

    /// <summary>Why a State has jurisdiction over a broker. Known.</summary>
    public static CodeList JurisdictionBasis { get; } = new("jurisdiction_basis", "basis of jurisdiction", "Proposed after A/62/163 (2007) and national laws", Certainty.Known)
    {
        { "established", "Established in the State" },
        { "resident", "Resident in the State" },
        { "citizen", "A citizen of the State" },
        { "acts_in_territory", "Brokers on the State's territory" },
        { "acts_abroad", "Brokers abroad, and is reached by the State's law there" },
    };

    /// <summary>What brokers do. Located.</summary>
    public static CodeList BrokeringActivity { get; } = new("brokering_activity", "brokering activity", "A/62/163 (2007), report of the group of governmental experts on brokering", Certainty.Located)
    {
        { "finding_opportunities", "Finds business opportunities for a party" },
        { "contact", "Puts parties in contact" },
        { "contract", "Proposes, arranges or facilitates contracts" },
        { "documentation", "Assists with the documentation" },
        { "payment", "Assists with payments" },
        { "own_transfer", "Buys, sells or transfers items of its own between other countries" },
    };

    /// <summary>What goes with brokering and is not always brokering. Located.</summary>
    public static CodeList AssociatedActivity { get; } = new("associated_activity", "closely associated activity", "A/62/163 (2007), report of the group of governmental experts on brokering", Certainty.Located)
    {
        { "dealing", "Acts as dealer or agent" },
        { "technical_assistance", "Technical assistance" },
        { "training", "Training" },
        { "transport", "Transport" },
        { "freight_forwarding", "Freight forwarding" },
        { "storage", "Storage" },
        { "finance", "Finance" },
        { "insurance", "Insurance" },
        { "maintenance", "Maintenance" },
        { "security", "Security" },
        { "advertising", "Advertising" },
    };

    /// <summary>Registers that know brokers by number. Known.</summary>
    public static CodeList BrokerIdentifier { get; } = new("broker_identifier", "identifier of a broker", "Proposed: company and tax registers, ISO 17442", Certainty.Known)
    {
        { "company_number", "Number in a company register" },
        { "tax_number", "Tax number" },
        { "lei", "Legal Entity Identifier (ISO 17442)" },
        { "identity_document", "Number of an identity document" },
        { "other", "Another number" },
    };

    /// <summary>What a brokering licence allows. Known.</summary>
    public static CodeList LicenceKind { get; } = new("licence_kind", "kind of licence", "Proposed after EU 2003/468/CFSP and national laws", Certainty.Known)
    {
        { "individual", "One transaction" },
        { "global", "Several transactions of one broker" },
        { "general", "Transactions of everybody who fulfils its conditions" },
    };

    /// <summary>How an authority decides about a licence. Known.</summary>
    public static CodeList LicenceDecision { get; } = new("licence_decision", "decision", "Proposed after national licensing practice", Certainty.Known)
    {
        { "granted", "Granted" },
        { "granted_conditional", "Granted with conditions" },
        { "refused", "Refused" },
        { "returned", "Returned without a decision, such as an incomplete application" },
    };

    /// <summary>Who has a part in a brokered transaction. Known.</summary>
    public static CodeList LicencePartyRole { get; } = new("licence_party_role", "part in a transaction", "Proposed after A/62/163 (2007) and national licensing practice", Certainty.Known)
    {
        { "principal", "For whom the broker acts" },
        { "exporter", "Exporter" },
        { "consignee", "Consignee" },
        { "end_user", "End user" },
        { "financier", "Finances it" },
        { "carrier", "Carries the goods" },
        { "other", "Another part" },
    };

    /// <summary>What an integrity record says of a broker. Known.</summary>
    public static CodeList IntegrityKind { get; } = new("integrity_kind", "kind of integrity record", "Proposed after 2024 outcome document, paras 79, 102", Certainty.Known)
    {
        { "charge", "A charge, which proves nothing" },
        { "conviction_not_final", "A conviction that an appeal may end" },
        { "final_conviction", "A final conviction" },
        { "acquittal", "An acquittal" },
        { "administrative_sanction", "A sanction by an authority" },
        { "embargo_listing", "A listing under an embargo or sanctions" },
    };

    /// <summary>What a State denied. Known.</summary>
    public static CodeList DenialKind { get; } = new("denial_kind", "what was denied", "Proposed after EU 2003/468/CFSP, article 5", Certainty.Known)
    {
        { "licence", "A brokering licence" },
        { "registration", "A registration" },
    };

    /// <summary>Why a State denied it. Known.</summary>
    public static CodeList DenialGround { get; } = new("denial_ground", "ground of a denial", "Proposed after the criteria of EU Common Position 2008/944/CFSP and Arms Trade Treaty, articles 6, 7 and 11", Certainty.Known)
    {
        { "international_obligations", "International obligations, embargoes" },
        { "human_rights", "Human rights and international humanitarian law" },
        { "internal_situation", "The situation in the country of destination" },
        { "regional_stability", "Peace, security and stability of the region" },
        { "national_security", "The security of States" },
        { "terrorism_crime", "Terrorism or organized crime" },
        { "risk_of_diversion", "The risk of diversion" },
        { "development", "The needs of the country of destination" },
        { "integrity_of_applicant", "The integrity of the applicant" },
        { "incomplete", "False or missing information" },
    };

    /// <summary>What a State's law asks of brokers. Known.</summary>
    public static CodeList RegistrationRule { get; } = new("registration_rule", "rule of registration", "Proposed after 2024 outcome document, para 102", Certainty.Known)
    {
        { "required", "Brokers have to register" },
        { "licence_only", "Brokers need a licence for each transaction, and no registration" },
        { "not_required", "The law asks for neither" },
        { "no_register", "The State keeps no register" },
    };
}
