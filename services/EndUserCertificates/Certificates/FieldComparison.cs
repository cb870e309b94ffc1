using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.EndUserCertificates.Projections;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>
/// Compares the fields read off a certificate with the issued ones. It names the fields that differ, never the right values: a forger
/// learns nothing by trying.
/// </summary>
internal static class FieldComparison
{
    /// <summary>Returns the paths of the fields that were read and differ. Fields that were not read are not compared.</summary>
    public static IReadOnlyList<string> Differences(CertificateContent read, CertificateContent issued)
    {
        var differences = new List<string>();
        Compare(Json(read), Json(issued), "", differences);
        return differences;
    }

    /// <summary>Returns the paths of all fields that were read, as <see cref="Differences"/> names them, and of the objects and lists that hold them.</summary>
    public static IReadOnlySet<string> Fields(CertificateContent read)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        Collect(Json(read), "", fields);
        return fields;
    }

    private static void Collect(JsonNode? read, string path, HashSet<string> fields)
    {
        if (path.Length > 0) fields.Add(path);
        switch (read)
        {
            case JsonObject of:
                foreach (var (name, value) in of) Collect(value, path.Length == 0 ? name : $"{path}.{name}", fields);
                return;
            case JsonArray lines when path == "goods":
                foreach (var line in lines.OfType<JsonObject>()) Collect(line, $"goods[{line["line"]?.ToJsonString()}]", fields);
                return;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++) Collect(list[i], $"{path}[{i}]", fields);
                return;
        }
    }

    private static void Compare(JsonNode? read, JsonNode? issued, string path, List<string> differences)
    {
        switch (read)
        {
            case null:
                return;
            case JsonObject of:
                foreach (var (name, value) in of) Compare(value, (issued as JsonObject)?[name], path.Length == 0 ? name : $"{path}.{name}", differences);
                return;
            case JsonArray lines when path == "goods":
                // Matched by the line's number: lines may be read in any order and in part.
                foreach (var line in lines.OfType<JsonObject>())
                {
                    var number = line["line"]?.ToJsonString();
                    Compare(line, (issued as JsonArray)?.OfType<JsonObject>().FirstOrDefault(l => l["line"]?.ToJsonString() == number), $"goods[{number}]", differences);
                }
                return;
            case JsonArray list:
                if (list.Count != (issued as JsonArray)?.Count) differences.Add(path);
                else for (var i = 0; i < list.Count; i++) Compare(list[i], issued![i], $"{path}[{i}]", differences);
                return;
            default:
                if (!Same(read, issued)) differences.Add(path);
                return;
        }
    }

    // Letter case, accents and spaces may differ; a digit more is a difference.
    private static bool Same(JsonNode read, JsonNode? issued)
    {
        if (issued is null) return false;
        if (read.GetValueKind() == JsonValueKind.String && issued.GetValueKind() == JsonValueKind.String)
            return NameKey.Of(read.GetValue<string>()) == NameKey.Of(issued.GetValue<string>());
        return JsonNode.DeepEquals(read, issued);
    }

    private static JsonNode Json(CertificateContent content) => JsonNode.Parse(content.ToJson())!;
}
