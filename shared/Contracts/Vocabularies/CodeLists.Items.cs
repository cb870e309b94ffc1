namespace Exchange.Contracts.Vocabularies;

public static partial class CodeLists
{
    /// <summary>What an item is: the small arms and light weapons of para 4 of the International Tracing Instrument, and what is reported beside them. Known.</summary>
    public static CodeList ItemCategory { get; } = new("item_category", "item category", "International Tracing Instrument, para 4; shotgun to conversion kit added (the Instrument excludes ammunition)", Certainty.Known)
    {
        { "revolver_self_loading_pistol", "Revolver or self-loading pistol" },
        { "rifle_carbine", "Rifle or carbine" },
        { "sub_machine_gun", "Sub-machine gun" },
        { "assault_rifle", "Assault rifle" },
        { "light_machine_gun", "Light machine gun" },
        { "heavy_machine_gun", "Heavy machine gun" },
        { "grenade_launcher", "Grenade launcher, hand-held, under-barrel or mounted" },
        { "portable_anti_aircraft_gun", "Portable anti-aircraft gun" },
        { "portable_anti_tank_gun", "Portable anti-tank gun" },
        { "recoilless_rifle", "Recoilless rifle" },
        { "portable_anti_tank_launcher", "Portable launcher of anti-tank missile or rocket systems" },
        { "manpads", "Portable launcher of anti-aircraft missile systems (MANPADS)" },
        { "mortar_under_100mm", "Mortar of a calibre under 100 mm" },
        { "shotgun", "Shotgun" },
        { "other_firearm", "Other firearm" },
        { "parts", "Parts and components" },
        { "ammunition", "Ammunition" },
        { "accessory", "Accessory" },
        { "conversion_kit", "Conversion kit" },
    };

    /// <summary>In what an item is counted. Known.</summary>
    public static CodeList QuantityUnit { get; } = new("quantity_unit", "quantity unit", "Proposed after UN/CEFACT Recommendation 20", Certainty.Known)
    {
        { "piece", "Piece", "H87" },
        { "round", "Round of ammunition" },
        { "kilogram", "Kilogram", "KGM" },
        { "crate", "Crate", "CR" },
    };

    /// <summary>How a firearm loads and fires, after the Firearms Reference Table. Known.</summary>
    public static CodeList FirearmAction { get; } = new("firearm_action", "firearm action", "Proposed after the RCMP Firearms Reference Table", Certainty.Known)
    {
        { "single_shot", "Single shot" },
        { "manual_repeating", "Manual repeating (bolt, lever, pump)" },
        { "semi_automatic", "Semi-automatic" },
        { "full_automatic", "Automatic" },
        { "select_fire", "Select fire" },
        { "revolver", "Revolver" },
        { "other", "Other" },
    };

    /// <summary>Headings of the Harmonized System's chapter 93. Known.</summary>
    public static CodeList HsHeading { get; } = new("hs_heading", "HS heading", "WCO Harmonized System, chapter 93", Certainty.Known)
    {
        { "9301", "Military weapons", "9301" },
        { "9302", "Revolvers and pistols", "9302" },
        { "9303", "Other firearms", "9303" },
        { "9304", "Other arms", "9304" },
        { "9305", "Parts and accessories", "9305" },
        { "9306", "Ammunition, bombs, missiles", "9306" },
    };

    /// <summary>Why a mark was put on a weapon (International Tracing Instrument, para 8). Manufacture, import: Found; the others: Known.</summary>
    public static CodeList MarkKind { get; } = new("mark_kind", "mark kind", "International Tracing Instrument, para 8 (commit4africa.org)", Certainty.Found)
    {
        { "manufacture", "Manufacture: manufacturer, country and serial number" },
        { "import", "Import: country and, where possible, year" },
        { "alternative", "Symbols with a code of the country, in place of a manufacture mark" },
        { "stock_transfer", "Transfer from government stock to civilian use", Certainty.Known },
        { "armed_forces", "Armed forces", Certainty.Known },
        { "proof", "Proof", Certainty.Known },
        { "deactivation", "Deactivation", Certainty.Known },
    };

    /// <summary>Where on a weapon a mark stands. Known.</summary>
    public static CodeList MarkLocation { get; } = new("mark_location", "mark location", "Proposed; frame and receiver are the Instrument's essential parts", Certainty.Known)
    {
        { "frame", "Frame" },
        { "receiver", "Receiver" },
        { "barrel", "Barrel" },
        { "slide", "Slide" },
        { "bolt", "Bolt or bolt carrier" },
        { "cylinder", "Cylinder" },
        { "stock", "Stock or grip" },
        { "other", "Other" },
    };

    /// <summary>How a mark was applied. Known.</summary>
    public static CodeList MarkMethod { get; } = new("mark_method", "marking method", "Proposed", Certainty.Known)
    {
        { "stamped", "Stamped" },
        { "engraved", "Engraved" },
        { "laser", "Laser" },
        { "dot_peen", "Dot peen" },
        { "cast", "Cast or moulded" },
        { "etched", "Etched" },
        { "painted", "Painted" },
        { "other", "Other" },
    };

    /// <summary>How well a mark can be read. Known.</summary>
    public static CodeList MarkLegibility { get; } = new("mark_legibility", "legibility", "Proposed", Certainty.Known)
    {
        { "legible", "Legible" },
        { "partly_legible", "Partly legible" },
        { "illegible", "Illegible" },
    };

    /// <summary>In what state a weapon's marks are (outcome document, paras 145, 164). Found.</summary>
    public static CodeList MarkingStatus { get; } = new("marking_status", "marking status", "2024 outcome document, paras 145, 164", Certainty.Found)
    {
        { "fully_marked", "Fully marked" },
        { "partial", "Partly marked" },
        { "obliterated", "Obliterated" },
        { "altered", "Altered" },
        { "duplicate", "Duplicate of another weapon's" },
        { "never_marked", "Never marked" },
        { "recovered", "Recovered after obliteration" },
    };

    /// <summary>By what an obliterated mark was made readable. Known.</summary>
    public static CodeList MarkRecoveryMethod { get; } = new("mark_recovery_method", "mark recovery method", "Proposed", Certainty.Known)
    {
        { "chemical_etching", "Chemical etching" },
        { "magnetic_particle", "Magnetic particle inspection" },
        { "electrolytic", "Electrolytic etching" },
        { "polishing", "Polishing" },
        { "imaging", "Optical or X-ray imaging" },
        { "other", "Other" },
    };

    /// <summary>How a weapon came to be made (outcome document, paras 36, 81, 85). Found.</summary>
    public static CodeList OriginKind { get; } = new("origin_kind", "kind of origin", "2024 outcome document, paras 36, 81, 85", Certainty.Found)
    {
        { "industrial", "Industrial" },
        { "craft", "Craft" },
        { "privately_made", "Privately made" },
        { "converted_blank_firing", "Converted from a blank-firing weapon" },
        { "converted_replica", "Converted from a replica" },
        { "converted_deactivated", "Reactivated" },
        { "additive_3d_printed", "Made by additive manufacturing (3D printed)" },
        { "hybrid", "Hybrid of printed and industrial parts" },
        { "kit_80_percent", "From a kit or an unfinished (80 %) receiver" },
    };

    /// <summary>Kinds of report to INTERPOL iARMS. Found.</summary>
    public static CodeList FirearmReport { get; } = new("firearm_report", "firearm report", "INTERPOL iARMS (interpol.int)", Certainty.Found)
    {
        { "lost", "Lost" },
        { "stolen", "Stolen" },
        { "trafficked", "Trafficked" },
        { "smuggled", "Smuggled" },
    };
}
