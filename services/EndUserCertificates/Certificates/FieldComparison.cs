using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.EndUserCertificates.Projections;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>
/// Compares what somebody reads off a certificate with what was issued. It names the fields that differ, never what they should say: a
/// forger learns nothing by trying.
/// </summary>
internal static class FieldComparison
{
    /// <summary>Paths of the fields that were read and differ; what was not read is not compared.</summary>
    public static IReadOnlyList<string> Differences(CertificateContent read, CertificateContent issued)
    {
        var differences = new List<string>();
        Compare(Json(read), Json(issued), "", differences);
        return differences;
    }

    /// <summary>Paths of all that was read, as <see cref="Differences"/> names it, and of the objects and lists that it is part of.</summary>
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
                // By the number of the line, in whatever order and however many of them were read.
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

    // A reader may write another case, accent or space than the certificate does; a digit more is a difference.
    private static bool Same(JsonNode read, JsonNode? issued)
    {
        if (issued is null) return false;
        if (read.GetValueKind() == JsonValueKind.String && issued.GetValueKind() == JsonValueKind.String)
            return NameKey.Of(read.GetValue<string>()) == NameKey.Of(issued.GetValue<string>());
        return JsonNode.DeepEquals(read, issued);
    }

    private static JsonNode Json(CertificateContent content) => JsonNode.Parse(content.ToJson())!;
}
