using Exchange.Contracts;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>
/// The severity of a case's alert: that of its gravest category of arms; one step less if the diversion is only suspected, and one
/// step less if the information is graded doubtful or improbable (Admiralty 4 and 5).
/// </summary>
internal static class SeverityOfCase
{
    private static readonly Dictionary<string, Severity> Gravest = new()
    {
        // Weapons that can bring down an airliner, stop a convoy, or shell a town.
        ["manpads"] = Severity.Critical,
        ["portable_anti_tank_launcher"] = Severity.Critical,
        ["mortar_under_100mm"] = Severity.Critical,
        // Other light weapons, and the small arms that wars are fought with.
        ["portable_anti_aircraft_gun"] = Severity.High,
        ["portable_anti_tank_gun"] = Severity.High,
        ["recoilless_rifle"] = Severity.High,
        ["grenade_launcher"] = Severity.High,
        ["heavy_machine_gun"] = Severity.High,
        ["light_machine_gun"] = Severity.High,
        ["assault_rifle"] = Severity.High,
        // Other small arms, and ammunition.
        ["sub_machine_gun"] = Severity.Medium,
        ["rifle_carbine"] = Severity.Medium,
        ["revolver_self_loading_pistol"] = Severity.Medium,
        ["shotgun"] = Severity.Medium,
        ["other_firearm"] = Severity.Medium,
        ["ammunition"] = Severity.Medium,
        // Parts that become a weapon only with others.
        ["conversion_kit"] = Severity.Low,
        ["parts"] = Severity.Low,
        ["accessory"] = Severity.Low,
    };

    public static Severity Of(CaseFacts facts)
    {
        // Without a known category: medium.
        var gravest = facts.Categories.Select(c => Gravest.GetValueOrDefault(c, Severity.Medium)).DefaultIfEmpty(Severity.Medium).Max();
        if (facts.Status == "suspected") gravest--;
        if (facts.InformationCredibility is "4" or "5") gravest--;
        return gravest < Severity.Low ? Severity.Low : gravest;
    }
}
