using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Exchange.EndUserCertificates;

/// <summary>Compares what was read from a paper with the certificate that was issued.</summary>
internal static class FieldComparison
{
    // By what an entry of a list is known, wherever in the list it stands.
    private static readonly Dictionary<string, string> Keys = new() { ["goods"] = "line", ["assurances"] = "code" };

    /// <summary>
    /// Names (camelCase paths, as they stand in what was read) of the fields that say something else. Only what was read is compared; a
    /// list that was read has to have all entries, or is named itself.
    /// </summary>
    public static IReadOnlyList<string> Differing(CertificateContent read, CertificateContent issued)
    {
        var differing = new List<string>();
        Compare(JsonNode.Parse(read.ToJson()), JsonNode.Parse(WithDefaults(issued).ToJson()), "", "", differing);
        return differing;
    }

    // A paper spells out what a certificate leaves to its default.
    private static CertificateContent WithDefaults(CertificateContent issued) => issued with
    {
        ValidFrom = issued.ValidFrom ?? issued.IssuedOn,
        SingleUse = issued.SingleUse ?? true,
        Goods = issued.Goods is null ? null : [.. issued.Goods.Select(l => l with { Unit = l.Unit ?? CertificateLine.Piece })],
    };

    private static void Compare(JsonNode? read, JsonNode? issued, string path, string name, List<string> differing)
    {
        switch (read, issued)
        {
            case (JsonObject of, JsonObject with):
                foreach (var (property, value) in of) Compare(value, with[property], path.Length == 0 ? property : $"{path}.{property}", property, differing);
                break;
            case (JsonArray of, JsonArray with):
                CompareLists(of, with, path, name, differing);
                break;
            default:
                if (!IsSame(read, issued)) differing.Add(path);
                break;
        }
    }

    private static void CompareLists(JsonArray read, JsonArray issued, string path, string name, List<string> differing)
    {
        var left = issued.ToList();
        for (var i = 0; i < read.Count; i++)
        {
            var same = Keys.TryGetValue(name, out var key) && read[i]?[key] is { } known
                ? left.Find(entry => JsonNode.DeepEquals(entry?[key], known))
                : i < issued.Count ? issued[i] : null;
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            if (same is null)
            {
                differing.Add(at);
                continue;
            }
            left.Remove(same);
            Compare(read[i], same, at, "", differing);
        }
        if (left.Count > 0) differing.Add(path);
    }

    private static bool IsSame(JsonNode? read, JsonNode? issued) => (Kind(read), Kind(issued)) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => Plain(read!) == Plain(issued!),
        (JsonValueKind.Number, JsonValueKind.Number) => read!.GetValue<decimal>() == issued!.GetValue<decimal>(),
        _ => JsonNode.DeepEquals(read, issued),
    };

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    private static string Plain(JsonNode text) =>
        string.Join(' ', text.GetValue<string>().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
