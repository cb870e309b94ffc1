namespace Exchange.Contracts.Vocabularies;

public static partial class CodeLists
{
    /// <summary>Which kind of authority reports (outcome document, paras 51, 120, 157). Found.</summary>
    public static CodeList AuthorityType { get; } = new("authority_type", "authority type", "2024 outcome document, paras 51, 120, 157", Certainty.Found)
    {
        { "law_enforcement", "Law enforcement" },
        { "border_control", "Border control" },
        { "customs", "Customs" },
        { "export_import_licensing", "Export and import licensing" },
        { "judicial", "Judiciary and prosecution" },
        { "military", "Armed forces" },
        { "npc", "National point of contact" },
    };

    /// <summary>Where a case stands. Suspected and detected: Found, in the ATT Diversion Information Exchange Forum's terms; the others: Known.</summary>
    public static CodeList CaseStatus { get; } = new("case_status", "case status", "ATT Diversion Information Exchange Forum (\"concrete cases of detected or suspected diversion\"); the others proposed", Certainty.Found)
    {
        { "suspected", "Suspected" },
        { "detected", "Detected" },
        { "under_investigation", "Under investigation", Certainty.Known },
        { "closed", "Closed", Certainty.Known },
        { "withdrawn", "Withdrawn by its originator", Certainty.Known },
        { "erroneous", "Reported in error", Certainty.Known },
    };

    /// <summary>How exactly a date is known. Known.</summary>
    public static CodeList DatePrecision { get; } = new("date_precision", "date precision", "Proposed", Certainty.Known)
    {
        { "day", "Day" },
        { "month", "Month" },
        { "year", "Year" },
    };

    /// <summary>What States exchange under ATT article 11.5. The first four: Found; the others: Known.</summary>
    public static CodeList InformationTopic { get; } = new("information_topic", "information topic", "Arms Trade Treaty, article 11.5", Certainty.Found)
    {
        { "corruption", "Corruption" },
        { "trafficking_routes", "International trafficking routes" },
        { "illicit_brokers", "Illicit brokers" },
        { "sources_of_supply", "Sources of illicit supply" },
        { "concealment_methods", "Methods of concealment", Certainty.Known },
        { "dispatch_points", "Common points of dispatch", Certainty.Known },
        { "destinations", "Destinations", Certainty.Known },
    };

    /// <summary>In which stage of a weapon's life it was diverted (outcome document, para 96). Found; unknown: Known.</summary>
    public static CodeList LifecycleStage { get; } = new("lifecycle_stage", "lifecycle stage", "2024 outcome document, para 96", Certainty.Found)
    {
        { "manufacture", "Manufacture" },
        { "before_transfer", "Before transfer" },
        { "during_transfer", "During transfer" },
        { "post_delivery_storage", "Post-delivery storage in stockpiles" },
        { "end_use", "End use" },
        { "disposal", "Disposal" },
        { "unknown", "Unknown", Certainty.Known },
    };

    /// <summary>Stages that para 13 of the outcome document adds to those of para 96. Found.</summary>
    public static CodeList LifecycleSubStage { get; } = new("lifecycle_sub_stage", "lifecycle sub-stage", "2024 outcome document, para 13", Certainty.Found)
    {
        { "transport", "Transport" },
        { "retransfer", "Retransfer" },
        { "recovery", "Recovery" },
    };

    /// <summary>How arms were diverted. No agreed list exists: Known, proposed after two typologies that were Located.</summary>
    public static CodeList DiversionType { get; } = new("diversion_type", "diversion type", "Proposed after Conflict Armament Research, Typology of Diversion, and UNIDIR, Diversion Analysis Framework; unauthorized retransfer: 2024 outcome document, para 104", Certainty.Known)
    {
        { "illicit_manufacture", "Illicit manufacture" },
        { "overproduction_or_factory_theft", "Overproduction or theft from the factory" },
        { "false_or_forged_documentation", "False or forged documentation" },
        { "misdeclared_end_user", "Misdeclared end user" },
        { "theft_or_loss_in_transit", "Theft or loss in transit" },
        { "rerouting_or_transshipment", "Rerouting or trans-shipment" },
        { "unauthorized_retransfer", "Unauthorized retransfer" },
        { "state_sponsored_diversion", "State-sponsored diversion" },
        { "theft_from_stockpile", "Theft from a stockpile" },
        { "corruption_or_insider", "Corruption or an insider" },
        { "battlefield_capture", "Battlefield capture" },
        { "loss_after_state_collapse", "Loss after a State's collapse" },
        { "abandonment", "Abandonment" },
        { "civilian_theft_or_loss", "Theft or loss from a civilian" },
        { "straw_purchase", "Straw purchase" },
        { "failed_destruction_or_deactivation", "Failed destruction or deactivation" },
        { "reactivation_or_conversion", "Reactivation or conversion" },
        { "unknown", "Unknown" },
    };

    /// <summary>Why a weapon is illicit: para 6 of the International Tracing Instrument as iARMS uses it. Found.</summary>
    public static CodeList IllicitGround { get; } = new("illicit_ground", "illicit ground", "International Tracing Instrument, para 6, as used by INTERPOL iARMS (interpol.int)", Certainty.Found)
    {
        { "illicit_where_found", "Illicit under the law of the State where it was found" },
        { "embargo_violation", "Transferred in violation of a Security Council arms embargo" },
        { "not_marked", "Not marked in accordance with the Instrument" },
        { "unlicensed_manufacture", "Manufactured or assembled without a licence" },
        { "unlicensed_transfer", "Transferred without a licence" },
    };

    /// <summary>What an actor did in the case. Known.</summary>
    public static CodeList ActorRole { get; } = new("actor_role", "actor role", "Proposed", Certainty.Known)
    {
        { "manufacturer", "Manufacturer" },
        { "exporter", "Exporter" },
        { "exporting_state", "Exporting State" },
        { "broker", "Broker" },
        { "dealer", "Dealer" },
        { "agent", "Agent" },
        { "freight_forwarder", "Freight forwarder" },
        { "carrier", "Carrier" },
        { "shipowner_or_operator", "Shipowner or operator" },
        { "consignor", "Consignor" },
        { "consignee", "Consignee" },
        { "importer", "Importer" },
        { "stated_end_user", "Stated end user" },
        { "actual_recipient", "Actual recipient" },
        { "financier", "Financier" },
        { "corrupt_official", "Corrupt official" },
        { "courier", "Courier" },
        { "victim", "Victim" },
    };

    /// <summary>What an actor is. Known.</summary>
    public static CodeList ActorKind { get; } = new("actor_kind", "actor kind", "Proposed", Certainty.Known)
    {
        { "state", "State" },
        { "company", "Company" },
        { "person", "Person" },
        { "armed_group", "Armed group" },
        { "unknown", "Unknown" },
    };

    /// <summary>Unauthorized recipients as para 46 of the outcome document names them. Found.</summary>
    public static CodeList RecipientKind { get; } = new("recipient_kind", "recipient kind", "2024 outcome document, para 46", Certainty.Found)
    {
        { "criminals", "Criminals" },
        { "organized_criminal_group", "Organized criminal group" },
        { "terrorists", "Terrorists" },
        { "other_unauthorized", "Other unauthorized recipient" },
    };

    /// <summary>In which register an actor or a conveyance is identified. Known.</summary>
    public static CodeList IdentifierScheme { get; } = new("identifier_scheme", "identifier scheme", "Proposed: company registers, ISO 17442, IMO, ICAO", Certainty.Known)
    {
        { "registration", "Registration number" },
        { "lei", "Legal Entity Identifier (ISO 17442)" },
        { "imo", "IMO number of a ship or company" },
        { "tail_number", "Aircraft registration" },
    };

    /// <summary>How a case was detected. Known.</summary>
    public static CodeList DetectionMethod { get; } = new("detection_method", "detection method", "Proposed", Certainty.Known)
    {
        { "customs_inspection", "Customs inspection" },
        { "risk_targeting", "Risk targeting" },
        { "x_ray_scan", "X-ray scan" },
        { "canine", "Detection dog" },
        { "controlled_delivery", "Controlled delivery" },
        { "police_operation", "Police operation" },
        { "naval_interdiction", "Naval interdiction" },
        { "post_shipment_verification", "Post-shipment verification" },
        { "stockpile_audit", "Stockpile audit" },
        { "tracing_result", "Result of tracing" },
        { "ballistic_match", "Ballistic match (IBIN)" },
        { "licensing_check", "Licensing check" },
        { "denied_euc_verification", "End-user certificate denied by its purported issuer" },
        { "informant", "Informant" },
        { "open_source", "Open source" },
        { "un_panel_or_peace_operation", "United Nations panel or peace operation" },
        { "ngo_documentation", "Documentation by a non-governmental organization" },
        { "postal_screening", "Postal screening" },
        { "voluntary_surrender", "Voluntary surrender" },
    };

    /// <summary>How items came into the State's hands (UNODC Illicit Arms Flows Questionnaire). Found.</summary>
    public static CodeList RecoveryType { get; } = new("recovery_type", "recovery type", "UNODC Illicit Arms Flows Questionnaire (unodc.org)", Certainty.Found)
    {
        { "seized", "Seized" },
        { "found", "Found" },
        { "surrendered", "Surrendered" },
    };

    /// <summary>Weapon types by which seizures are counted (UNODC Illicit Arms Flows Questionnaire). Located.</summary>
    public static CodeList SeizedWeaponType { get; } = new("seized_weapon_type", "seized weapon type", "UNODC Illicit Arms Flows Questionnaire", Certainty.Located)
    {
        { "pistol", "Pistol" },
        { "revolver", "Revolver" },
        { "rifle", "Rifle" },
        { "shotgun", "Shotgun" },
        { "sub_machine_gun", "Sub-machine gun" },
        { "machine_gun", "Machine gun" },
        { "other", "Other" },
    };

    /// <summary>On which legal ground items were seized (after the UNODC questionnaire). Known.</summary>
    public static CodeList SeizureGround { get; } = new("seizure_ground", "seizure ground", "Proposed after the UNODC Illicit Arms Flows Questionnaire", Certainty.Known)
    {
        { "illicit_possession", "Illicit possession" },
        { "illicit_trafficking", "Illicit trafficking" },
        { "illicit_manufacturing", "Illicit manufacturing" },
        { "marking_offence", "Missing, altered or removed marks" },
        { "customs_offence", "Customs offence" },
        { "embargo_violation", "Violation of an arms embargo" },
        { "other_offence", "In connection with another offence" },
        { "administrative", "Administrative ground" },
    };

    /// <summary>The crime that arms were found with (UNODC Illicit Arms Flows Questionnaire; cf. outcome document, para 19). Located.</summary>
    public static CodeList CriminalContext { get; } = new("criminal_context", "criminal context", "UNODC Illicit Arms Flows Questionnaire; 2024 outcome document, para 19", Certainty.Located)
    {
        { "trafficking", "Arms trafficking" },
        { "violent_crime", "Violent crime" },
        { "drugs", "Drug offences" },
        { "organized_crime", "Organized crime" },
        { "terrorism", "Terrorism" },
        { "wildlife", "Wildlife crime" },
        { "trafficking_in_persons", "Trafficking in persons" },
    };

    /// <summary>Whether a competent authority traced a weapon or established its origin or context (SDG indicator 16.4.2). Traced, established: Found; the others: Known.</summary>
    public static CodeList TraceOutcome { get; } = new("trace_outcome", "trace outcome", "SDG indicator 16.4.2", Certainty.Found)
    {
        { "traced", "Traced" },
        { "established", "Established" },
        { "not_established", "Not established", Certainty.Known },
        { "pending", "Pending", Certainty.Known },
    };

    /// <summary>At what kind of place customs made a seizure, after the WCO Customs Enforcement Network. Known.</summary>
    public static CodeList CustomsLocation { get; } = new("customs_location", "customs location", "Proposed after the WCO Customs Enforcement Network, whose field list was not found", Certainty.Known)
    {
        { "land_border", "Land border" },
        { "seaport", "Seaport" },
        { "airport", "Airport" },
        { "inland", "Inland" },
        { "mail_centre", "Mail centre" },
        { "high_seas", "High seas" },
        { "free_zone", "Free zone" },
    };

    /// <summary>In which customs direction goods moved, after the WCO Customs Enforcement Network. Known.</summary>
    public static CodeList CustomsDirection { get; } = new("customs_direction", "customs direction", "Proposed after the WCO Customs Enforcement Network, whose field list was not found", Certainty.Known)
    {
        { "import", "Import" },
        { "export", "Export" },
        { "transit", "Transit" },
        { "internal", "Internal" },
    };
}
