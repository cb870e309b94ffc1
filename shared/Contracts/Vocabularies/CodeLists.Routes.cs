namespace Exchange.Contracts.Vocabularies;

public static partial class CodeLists
{
    /// <summary>Modes of transport of UN/CEFACT Recommendation 19. Found.</summary>
    public static CodeList TransportMode { get; } = new("transport_mode", "transport mode", "UN/CEFACT Recommendation 19", Certainty.Found)
    {
        { "not_specified", "Not specified", "0" },
        { "maritime", "Maritime", "1" },
        { "rail", "Rail", "2" },
        { "road", "Road", "3" },
        { "air", "Air", "4" },
        { "mail", "Mail", "5" },
        { "multimodal", "Multimodal", "6" },
        { "fixed_installation", "Fixed installation (pipeline, cable)", "7" },
        { "inland_water", "Inland waterway", "8" },
        { "not_applicable", "Not applicable", "9" },
    };

    /// <summary>By what a leg was travelled, which the mode does not tell. Known.</summary>
    public static CodeList TransportMeans { get; } = new("transport_means", "means of transport", "Proposed", Certainty.Known)
    {
        { "on_foot", "On foot" },
        { "pack_animal", "Pack animal" },
        { "motorcycle", "Motorcycle" },
        { "car", "Car" },
        { "bus", "Bus or coach" },
        { "truck", "Truck" },
        { "train", "Train" },
        { "dhow", "Dhow" },
        { "small_craft", "Small craft" },
        { "fishing_vessel", "Fishing vessel" },
        { "cargo_ship", "Cargo ship" },
        { "aircraft", "Aircraft" },
        { "drone", "Drone" },
        { "parcel", "Parcel" },
    };

    /// <summary>How arms were hidden. Known.</summary>
    public static CodeList Concealment { get; } = new("concealment", "concealment", "Proposed", Certainty.Known)
    {
        { "on_person", "On the person" },
        { "baggage", "Baggage" },
        { "vehicle_void", "Void of a vehicle, or built in" },
        { "fuel_tank", "Fuel tank" },
        { "spare_parts", "Among spare parts" },
        { "in_freight", "In freight" },
        { "misdeclared_cargo", "Misdeclared cargo" },
        { "commingled_cargo", "Commingled with licit cargo" },
        { "container_structure", "Structure of a container" },
        { "household_goods", "Household goods" },
        { "food", "Food" },
        { "toys_or_electronics", "Toys or electronics" },
        { "machinery", "Machinery" },
        { "parcel", "Parcel" },
        { "buried_or_cache", "Buried, or in a cache" },
        { "at_sea_transfer", "Transferred at sea" },
        { "none", "Not concealed" },
    };

    /// <summary>Techniques of trafficking. Known.</summary>
    public static CodeList Technique { get; } = new("technique", "technique", "Proposed", Certainty.Known)
    {
        { "ant_trade", "Ant trade: many small consignments" },
        { "false_flag", "False flag" },
        { "ais_off", "Ship's AIS switched off" },
        { "disassembly", "Disassembly" },
    };

    /// <summary>What a place serves as (UN/LOCODE function). Found; border crossing: Found as a former code, not to be used.</summary>
    public static CodeList PlaceFunction { get; } = new("place_function", "place function", "UN/LOCODE, function column", Certainty.Found)
    {
        { "not_functional", "Function not known, or not functional", "0" },
        { "sea_port", "Sea port", "1" },
        { "rail", "Rail terminal", "2" },
        { "road", "Road terminal", "3" },
        { "airport", "Airport or spaceport", "4" },
        { "mail", "International mail processing centre", "5" },
        { "multimodal", "Multimodal function", "6" },
        { "fixed_installation", "Fixed installation", "7" },
        { "inland_water", "Inland port", "8" },
        { "special_economic_zone", "Special economic zone", "A" },
        { "border_crossing", "Border crossing (former code)", "B" },
    };

    /// <summary>How far a code was agreed (UN/LOCODE status). The codes: Found; their labels: Known.</summary>
    public static CodeList PlaceStatus { get; } = new("place_status", "place status", "UN/LOCODE, status column", Certainty.Found)
    {
        { "approved_by_government", "Approved by competent national government agency", "AA" },
        { "approved_by_customs", "Approved by customs authority", "AC" },
        { "approved_by_facilitation_body", "Approved by national facilitation body", "AF" },
        { "adopted_by_organization", "Code adopted by international organization (IATA, ECLAC)", "AI" },
        { "approved_by_maintenance_agency", "Approved by the maintenance agency", "AM" },
        { "approved_unverified", "Entry approved, functions not verified", "AQ" },
        { "approved_by_standardization_body", "Approved by national standardization body", "AS" },
        { "recognised", "Recognised location: existence and representation verified", "RL" },
        { "requested_by_nation", "Request from credible national sources", "RN" },
        { "under_consideration", "Request under consideration", "RQ" },
        { "rejected", "Request rejected", "RR" },
        { "original_not_verified", "Original entry not verified since the date indicated", "QQ" },
        { "user_request_unverified", "Included on user's request, not officially approved", "UR" },
        { "to_be_removed", "To be removed from the next issue", "XX" },
    };
}
