using System.Text.Json.Nodes;

namespace Exchange.EndToEnd.Tests;

/// <summary>A case as a customs agency posts it: rifles declared as machine parts, found on their way through Mombasa.</summary>
internal static class SampleCase
{
    public const string Narrative = "The container was opened after a tip from a source that must not be named.";
    public const string Person = "Jan Novak the consignee";

    /// <summary>A release to the EAC, its States, and in full to Uganda.</summary>
    public static JsonArray ToTheRegion => [
        new JsonObject { ["to"] = new JsonArray("EAC", "EAC/*"), ["level"] = "summary" },
        new JsonObject { ["to"] = new JsonArray("UGA"), ["level"] = "full" },
    ];

    public static JsonObject Json(string summary, JsonArray releases) => new()
    {
        ["status"] = "detected",
        ["eventDate"] = new JsonObject { ["value"] = "2026-03", ["precision"] = "month" },
        ["lifecycleStage"] = "during_transfer",
        ["diversionType"] = "rerouting_or_transshipment",
        ["detectionMethod"] = "customs_inspection",
        ["summary"] = summary,
        ["narrative"] = Narrative,
        ["location"] = new JsonObject { ["country"] = "KEN", ["unlocode"] = "KEMBA" },
        ["items"] = new JsonArray(new JsonObject
        {
            ["category"] = "assault_rifle",
            ["quantity"] = 12,
            ["markingStatus"] = "fully_marked",
            ["originKind"] = "industrial",
            ["marks"] = new JsonArray(new JsonObject { ["kind"] = "manufacture", ["country"] = "ROU", ["serial"] = "AB-1234" }),
        }),
        ["actors"] = new JsonArray(new JsonObject { ["role"] = "consignee", ["kind"] = "person", ["name"] = Person }),
        ["route"] = new JsonArray(new JsonObject
        {
            ["sequence"] = 1, ["from"] = "AEJEA", ["to"] = "KEMBA", ["mode"] = "maritime", ["concealment"] = "misdeclared_cargo",
        }),
        ["grading"] = new JsonObject { ["source"] = "B", ["information"] = "2" },
        ["handling"] = new JsonObject { ["tlp"] = "amber", ["purposes"] = new JsonArray("border_interdiction"), ["paragraphs"] = new JsonArray(21, 79) },
        ["releases"] = releases,
    };
}
