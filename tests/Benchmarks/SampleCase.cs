using System.Globalization;
using System.Text;

namespace Exchange.Benchmarks;

/// <summary>A case as a customs agency posts it, with a new serial each time; its route raises an alert.</summary>
internal static class SampleCase
{
    private const string Template = """
        {
          "status": "detected",
          "eventDate": { "value": "2026-03", "precision": "month" },
          "lifecycleStage": "during_transfer",
          "diversionType": "rerouting_or_transshipment",
          "detectionMethod": "customs_inspection",
          "summary": "Rifles declared as machine parts.",
          "narrative": "A container from Jebel Ali, declared as machine parts, was opened at Mombasa: crated rifles behind a row of gearboxes. The consignee's address is a vacant plot.",
          "location": { "country": "KEN", "unlocode": "KEMBA", "point": [39.66, -4.05] },
          "items": [ { "category": "assault_rifle", "quantity": 12, "make": "Cugir", "model": "PM md. 63", "calibre": "7.62x39",
              "markingStatus": "fully_marked", "originKind": "industrial",
              "marks": [ { "kind": "manufacture", "manufacturer": "Cugir", "country": "ROU", "serial": "{serial}" } ] } ],
          "actors": [ { "role": "consignee", "kind": "company", "name": "Lakeside Machinery", "identifiers": [ { "scheme": "registration", "value": "C-118204" } ] } ],
          "route": [ { "sequence": 1, "from": "AEJEA", "to": "KEMBA", "mode": "maritime", "concealment": "misdeclared_cargo" } ],
          "documents": [ { "kind": "end_user_certificate", "number": "EUC-2025-77", "issuingState": "TCD" } ],
          "grading": { "source": "B", "information": "2" },
          "handling": { "tlp": "amber", "purposes": ["border_interdiction"], "paragraphs": [21, 79] },
          "releases": {releases}
        }
        """;

    private const string ReleasedToItsRegion = """[ { "to": ["EAC/*", "EAC"], "level": "summary" }, { "to": ["UGA"], "functions": ["customs"], "level": "full" } ]""";

    private static long last;

    /// <summary>A case with a serial that is unique in this run, released to its region.</summary>
    public static byte[] Next() => With($"AB{Interlocked.Increment(ref last).ToString("D9", CultureInfo.InvariantCulture)}", ReleasedToItsRegion);

    public static byte[] With(string serial, string releases) => Encoding.UTF8.GetBytes(Template
        .Replace("{serial}", serial, StringComparison.Ordinal).Replace("{releases}", releases, StringComparison.Ordinal));
}
