namespace Exchange.Contracts.Vocabularies;

public static partial class CodeLists
{
    /// <summary>Documents that accompany or cover a transfer. Found for import certificates and delivery verification (UN/CEFACT 1001); the others: Known.</summary>
    public static CodeList DocumentKind { get; } = new("document_kind", "document kind", "Proposed; native codes: UN/CEFACT data element 1001, which has none for an end-user certificate", Certainty.Known)
    {
        { "end_user_certificate", "End-user certificate, government" },
        { "end_user_statement", "End-user statement, private or commercial" },
        { "international_import_certificate", "International import certificate" },
        { "delivery_verification_certificate", "Delivery verification certificate", "901" },
        { "import_licence", "Import licence", "911" },
        { "export_licence", "Export licence" },
        { "transit_licence", "Transit licence" },
        { "brokering_licence", "Brokering licence" },
        { "embargo_permit", "Embargo permit", "941" },
        { "non_transfer_and_use_certificate", "Non-transfer-and-use certificate" },
        { "reexport_consent", "Re-export consent" },
        { "contract", "Contract or purchase order" },
        { "invoice", "Commercial invoice" },
        { "packing_list", "Packing list" },
        { "bill_of_lading", "Bill of lading" },
        { "air_waybill", "Air waybill" },
        { "cargo_manifest", "Cargo manifest" },
        { "customs_declaration", "Customs declaration" },
        { "post_parcel_declaration", "Post parcel declaration", "936" },
        { "firearms_licence", "Firearms licence" },
        { "other", "Other" },
    };

    /// <summary>Who carried a postal item (outcome document, para 166). Known.</summary>
    public static CodeList PostalOperator { get; } = new("postal_operator", "postal operator", "Proposed", Certainty.Known)
    {
        { "upu", "Designated operator (Universal Postal Union)" },
        { "express", "Express carrier" },
    };

    /// <summary>Class of a postal item, after the Universal Postal Union. Known.</summary>
    public static CodeList PostalItemClass { get; } = new("postal_item_class", "postal item class", "Proposed after Universal Postal Union item classes", Certainty.Known)
    {
        { "letter", "Letter post", "U" },
        { "parcel", "Parcel post", "C" },
        { "ems", "Express mail service", "E" },
    };

    /// <summary>Whether a weapon was sent whole or in parts. Known.</summary>
    public static CodeList Assembly { get; } = new("assembly", "state of assembly", "Proposed", Certainty.Known)
    {
        { "assembled", "Assembled" },
        { "disassembled", "Disassembled" },
    };

    /// <summary>Where an offer stood online (outcome document, paras 81, 93). Known.</summary>
    public static CodeList OnlineChannel { get; } = new("online_channel", "online channel", "Proposed after the 2024 outcome document, paras 81, 93", Certainty.Known)
    {
        { "surface", "Surface web" },
        { "dark_web", "Dark web" },
        { "encrypted_app", "Encrypted application" },
        { "social_media", "Social media" },
    };

    /// <summary>By what an online offer was to be paid. Known.</summary>
    public static CodeList PaymentRail { get; } = new("payment_rail", "payment rail", "Proposed", Certainty.Known)
    {
        { "card", "Payment card" },
        { "bank_transfer", "Bank transfer" },
        { "mobile_money", "Mobile money" },
        { "virtual_asset", "Virtual asset" },
        { "cash_on_delivery", "Cash on delivery" },
        { "other", "Other" },
        { "unknown", "Unknown" },
    };

    /// <summary>How the acquisition was financed (outcome document, para 104). Known.</summary>
    public static CodeList FinancingMethod { get; } = new("financing_method", "financing method", "Proposed after the 2024 outcome document, para 104", Certainty.Known)
    {
        { "cash", "Cash" },
        { "bank", "Bank" },
        { "hawala", "Hawala" },
        { "virtual_asset", "Virtual asset" },
        { "barter", "Barter or commodity swap" },
        { "trade_based_laundering", "Trade-based laundering" },
    };

    /// <summary>Order of magnitude of an amount, in the currency stated. Known.</summary>
    public static CodeList AmountBand { get; } = new("amount_band", "amount band", "Proposed", Certainty.Known)
    {
        { "under_1000", "Under 1,000" },
        { "1000_to_9999", "1,000 to 9,999" },
        { "10000_to_99999", "10,000 to 99,999" },
        { "100000_to_999999", "100,000 to 999,999" },
        { "1000000_and_over", "1,000,000 and over" },
    };

    /// <summary>Offences of the Firearms Protocol and those found with them. Known.</summary>
    public static CodeList Offence { get; } = new("offence", "offence", "Proposed after the Firearms Protocol, article 5", Certainty.Known)
    {
        { "illicit_manufacturing", "Illicit manufacturing" },
        { "illicit_trafficking", "Illicit trafficking" },
        { "tampering_with_marks", "Falsifying, obliterating or altering marks" },
        { "illicit_possession", "Illicit possession" },
        { "illicit_brokering", "Illicit brokering" },
        { "document_forgery", "Forgery of documents" },
        { "export_control_violation", "Violation of export control" },
        { "embargo_violation", "Violation of an arms embargo" },
        { "corruption", "Corruption" },
        { "theft", "Theft" },
        { "money_laundering", "Money laundering" },
        { "terrorism", "Terrorism" },
        { "organized_crime", "Participation in an organized criminal group" },
        { "other", "Other" },
    };

    /// <summary>How far a prosecution has come (outcome document, para 79). Known.</summary>
    public static CodeList ProsecutionStage { get; } = new("prosecution_stage", "prosecution stage", "Proposed after the 2024 outcome document, para 79", Certainty.Known)
    {
        { "investigated", "Investigated" },
        { "charged", "Charged" },
        { "tried", "Tried" },
        { "convicted", "Convicted" },
        { "acquitted", "Acquitted" },
        { "appeal", "On appeal" },
    };

    /// <summary>Sex, for aggregates (ISO/IEC 5218; outcome document, paras 60, 82, 132). Known.</summary>
    public static CodeList Sex { get; } = new("sex", "sex", "ISO/IEC 5218", Certainty.Known)
    {
        { "not_known", "Not known", "0" },
        { "male", "Male", "1" },
        { "female", "Female", "2" },
        { "not_applicable", "Not applicable", "9" },
    };

    /// <summary>Age in years, for aggregates. Known.</summary>
    public static CodeList AgeBand { get; } = new("age_band", "age band", "Proposed", Certainty.Known)
    {
        { "under_15", "Under 15" },
        { "15_to_17", "15 to 17" },
        { "18_to_24", "18 to 24" },
        { "25_to_34", "25 to 34" },
        { "35_to_54", "35 to 54" },
        { "55_and_over", "55 and over" },
        { "not_known", "Not known" },
    };

    /// <summary>In what persons have difficulty, for aggregates (Washington Group short set). Known.</summary>
    public static CodeList DisabilityDomain { get; } = new("disability_domain", "disability domain", "Washington Group Short Set on Functioning", Certainty.Known)
    {
        { "seeing", "Seeing" },
        { "hearing", "Hearing" },
        { "walking", "Walking or climbing steps" },
        { "cognition", "Remembering or concentrating" },
        { "self_care", "Self-care" },
        { "communication", "Communicating" },
    };

    /// <summary>How much difficulty, for aggregates (Washington Group short set). Known.</summary>
    public static CodeList DisabilityLevel { get; } = new("disability_level", "disability level", "Washington Group Short Set on Functioning", Certainty.Known)
    {
        { "none", "No difficulty" },
        { "some", "Some difficulty" },
        { "a_lot", "A lot of difficulty" },
        { "cannot_do", "Cannot do at all" },
        { "not_known", "Not known" },
    };
}
