using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.DiversionCases.Cases.Content;

namespace Exchange.DiversionCases.Tests.Cases;

/// <summary>
/// A case with every field of the model. Free texts begin with <c>@S</c> where a summary shows them and with <c>@F</c> where
/// only the whole case does; what is no free text and is for full only is among <see cref="FullOnly"/>.
/// </summary>
internal static class CompleteCase
{
    private const string Hash = "deadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

    public static IReadOnlyList<string> FullOnly { get; } =
        [Hash, "RR473124829GB", "KEN-2020-00000001", "KEN-2020-00000002", "informant", "\"source\"", "\"victim\"", "actors[2].name"];

    public const string Template = $$"""
        {
          "status": "detected",
          "eventDate": { "value": "2026-03-14", "precision": "day" },
          "lifecycleStage": "during_transfer",
          "lifecycleSubStage": "transport",
          "diversionType": "rerouting_or_transshipment",
          "illicitGrounds": ["embargo_violation"],
          "topics": ["trafficking_routes"],
          "detectionMethod": "informant",
          "summary": "@S summary",
          "narrative": "@F narrative",
          "location": { "country": "KEN", "unlocode": "KEMBA", "point": [39.66, -4.05], "description": "@S place" },
          "items": [
            { "category": "assault_rifle", "quantity": 12, "unit": "piece", "make": "@S make", "model": "@S model", "calibre": "@S calibre",
              "action": "select_fire", "hsCode": "930190", "markingStatus": "recovered", "markRecoveryMethod": "polishing",
              "originKind": "industrial", "polymer": false, "modular": true, "firearmReport": "smuggled", "description": "@S item",
              "marks": [ { "kind": "manufacture", "manufacturer": "@S manufacturer", "country": "ROU", "serial": "@S 1234", "text": "@S mark",
                "year": 1984, "model": "@S marked model", "calibre": "@S marked calibre", "location": "receiver", "method": "stamped",
                "legibility": "legible", "imageHash": "{{Hash}}" } ] },
            { "category": "ammunition", "quantity": 2.5, "unit": "kilogram" }
          ],
          "actors": [
            { "role": "actual_recipient", "kind": "armed_group", "recipientKind": "criminals", "name": "@S group", "otherNames": ["@S other name"],
              "country": "SOM", "address": "@F address", "identifiers": [ { "scheme": "registration", "value": "@S identifier" } ] },
            { "role": "broker", "kind": "person", "name": "@F person", "otherNames": ["@F alias"], "country": "YEM",
              "identifiers": [ { "scheme": "registration", "value": "@F passport" } ] },
            { "role": "victim", "kind": "company" },
            { "role": "financier", "kind": "unknown", "name": "@F unknown" }
          ],
          "route": [
            { "sequence": 1, "from": "AEJEA", "to": "KEMBA", "mode": "maritime", "means": "dhow", "concealment": "misdeclared_cargo",
              "techniques": ["ais_off"], "departedOn": "2026-03-01", "arrivedOn": "2026-03-12",
              "conveyance": [ { "scheme": "imo", "value": "9074729" } ], "cargoCover": "@S cargo" },
            { "sequence": 2, "from": "KEMBA", "to": "UGKLA", "mode": "road" }
          ],
          "documents": [ { "kind": "end_user_certificate", "number": "@S number", "issuingState": "TCD", "issuingAuthority": "@S ministry",
            "issuedOn": "2026-01-01", "signatory": "@F signatory", "hash": "{{Hash}}" } ],
          "recovery": { "type": "seized", "ground": "customs_offence", "contexts": ["trafficking"], "weapons": [ { "type": "rifle", "quantity": 12 } ],
            "departureCountry": "ARE", "transitCountries": ["KEN"], "destinationCountry": "UGA", "coSeizedGoods": "@S goods",
            "traceOutcome": "traced", "pointOfDiversion": "ARE", "lastKnownLicitHolder": "@F holder" },
          "seizure": { "number": "@F file", "date": "2026-03-14", "office": "@S office", "locationKind": "seaport", "direction": "transit",
            "offence": "illicit_trafficking", "photoHashes": ["{{Hash}}"] },
          "postal": { "operator": "upu", "itemClass": "parcel", "barcode": "RR473124829GB", "declaration": "@S declaration", "senderCountry": "USA",
            "addresseeCountry": "KEN", "assembly": "disassembled", "mailCentre": "KENBO", "linkedParcels": ["RR473124829GB"] },
          "online": { "channel": "dark_web", "paymentRail": "virtual_asset", "vendorAlias": "@F vendor", "listingHash": "{{Hash}}",
            "fileFormat": "stl", "fileHash": "{{Hash}}" },
          "financing": { "method": "hawala", "currency": "USD", "amountBand": "10000_to_99999", "fiuReference": "@F unit" },
          "prosecutions": [
            { "offence": "illicit_trafficking", "stage": "convicted", "courtCountry": "KEN", "date": "2026-05-05", "sanction": "@F sanction",
              "confiscation": true, "final": true, "publiclyKnown": true },
            { "offence": "corruption", "stage": "charged", "sanction": "@F secret charge", "publiclyKnown": false }
          ],
          "disaggregation": { "total": 30, "sex": [ { "code": "male", "count": 20 }, { "code": "female", "count": 10 } ],
            "ageBand": [ { "code": "18_to_24", "count": 30 } ], "disability": [ { "domain": "seeing", "level": "none", "count": 30 } ] },
          "grading": { "source": "B", "information": "2" },
          "handling": { "tlp": "amber", "purposes": ["border_interdiction"], "paragraphs": [21, 79] },
          "relatedCases": ["KEN-2020-00000001"],
          "supersedes": "KEN-2020-00000002",
          "withheld": [
            { "field": "items[1].make", "reason": "commercial_secret", "contact": "@F contact" },
            { "field": "actors[2].name", "reason": "personal_data" }
          ]
        }
        """;

    /// <summary>The case with its texts beginning as told.</summary>
    public static JsonObject Json(string summary = "S", string full = "F") => JsonNode.Parse(
        Template.Replace("@S", summary, StringComparison.Ordinal).Replace("@F", full, StringComparison.Ordinal))!.AsObject();

    public static CaseContent Read(JsonNode json) => json.Deserialize<CaseContent>(JsonSerializerOptions.Web)!;

    /// <summary>Every value of the case that is no object or list, by its path.</summary>
    public static IEnumerable<(string Path, JsonValue Value)> Leaves(JsonNode? node, string path = "") => node switch
    {
        JsonObject record => record.SelectMany(p => Leaves(p.Value, path.Length == 0 ? p.Key : $"{path}.{p.Key}")),
        JsonArray list => list.SelectMany((element, i) => Leaves(element, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))),
        JsonValue value => [(path, value)],
        _ => [],
    };
}
