using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Exchange.EndToEnd.Tests;

/// <summary>The certificates of <c>docs/examples</c>, with numbers of their own and dates that stand today.</summary>
internal static class SampleCertificate
{
    /// <summary>A certificate as Chad's licensing authority issues it to an exporter in Czechia.</summary>
    public static JsonObject Json()
    {
        var certificate = Example("certificate.json");
        certificate["number"] = Number();
        certificate["issuedOn"] = Day(-1);
        certificate["validUntil"] = Day(365);
        return certificate;
    }

    /// <summary>A question about a paper that names Chad as its issuer.</summary>
    public static JsonObject Paper()
    {
        var question = Example("paper-euc.json");
        question["number"] = Number();
        question["issuedOn"] = Day(-90);
        question["fieldsAsRead"]!["validUntil"] = Day(275);
        return question;
    }

    private static JsonObject Example(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Examples(), file)))!.AsObject();

    // Not the start of a UUIDv7, which is the same for hours.
    private static string Number() => $"E2E-{Guid.CreateVersion7().ToString("N")[^12..]}";

    /// <summary>A day counted from today, as <c>2026-11-27</c>.</summary>
    public static string Day(int fromToday) =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(fromToday).ToString("O", CultureInfo.InvariantCulture);

    private static string Examples([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", "examples");
}
