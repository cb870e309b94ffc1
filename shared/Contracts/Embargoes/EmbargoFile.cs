using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Contracts.Vocabularies;

namespace Exchange.Contracts.Embargoes;

/// <summary>Embargo data that was read, or all that is wrong with it by JSON path.</summary>
public sealed record EmbargoReading(EmbargoData? Data, IReadOnlyList<string> Faults);

/// <summary>
/// Reads a file of embargo data (UTF-8 JSON, <c>docs/schemas/embargoes.schema.json</c>), strictly: a property that is not known may be
/// a mistyped one, and screening with half of an entry is worse than with none.
/// </summary>
public static class EmbargoFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int MostEntries = 1_000;
    private const int MostNames = 500;
    private const int MostFaults = 100;
    private const int Line = 200;
    private const int Paragraph = 2_000;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        MaxDepth = 8,
    };

    /// <summary>The data, when nothing is wrong with the file.</summary>
    public static EmbargoReading Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes) return new(null, [string.Create(CultureInfo.InvariantCulture, $"The file has {utf8.Length} bytes; at most {MaxBytes}.")]);
        // Editors on Windows put a byte order mark before the text.
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        EmbargoData? data;
        try
        {
            data = JsonSerializer.Deserialize<EmbargoData>(utf8, Strict);
        }
        catch (JsonException e)
        {
            var where = e.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1})") : "";
            return new(null, [$"{e.Path ?? "$"} cannot be read{where}: {WithoutPosition(e.Message)}"]);
        }
        if (data is null) return new(null, ["The file holds null."]);
        var faults = new List<string>();
        Check(data, faults);
        return faults.Count > 0 ? new(null, [.. faults.Take(MostFaults)]) : new(data, []);
    }

    private static void Check(EmbargoData data, List<string> faults)
    {
        if (data.Version != EmbargoData.CurrentVersion) faults.Add($"version has to be {EmbargoData.CurrentVersion}");
        if (data.ReviewDate < data.CompiledOn) faults.Add("reviewDate is before compiledOn");
        Text("source", data.Source, Paragraph, faults);
        if (data.Embargoes.Count is 0 or > MostEntries)
        {
            faults.Add($"embargoes has to hold 1 to {MostEntries} entries");
            return;
        }
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < data.Embargoes.Count; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"embargoes[{i}]");
            if (data.Embargoes[i] is not { } embargo)
            {
                faults.Add($"{at} is null");
                continue;
            }
            if (embargo.Id is not { Length: > 0 and <= 60 } id || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
                faults.Add($"{at}.id has to be 1 to 60 lower-case letters, digits and hyphens");
            else if (!ids.Add(id))
                faults.Add($"{at}.id is that of another entry");
            CheckEntry(embargo, at, faults);
        }
    }

    private static void CheckEntry(Embargo embargo, string at, List<string> faults)
    {
        Code($"{at}.authority", embargo.Authority, EmbargoCodes.Authorities, faults);
        Code($"{at}.targetKind", embargo.TargetKind, EmbargoCodes.TargetKinds, faults);
        Text($"{at}.regime", embargo.Regime, Line, faults);
        Text($"{at}.legalBasis", embargo.LegalBasis, Paragraph, faults);
        Text($"{at}.source", embargo.Source, Paragraph, faults);
        if (embargo.Area is { } area) Text($"{at}.area", area, Line, faults);
        if (embargo.Remark is { } remark) Text($"{at}.remark", remark, Paragraph, faults);
        Texts($"{at}.names", embargo.Names, Line, faults);
        Texts($"{at}.exemptions", embargo.Exemptions, Paragraph, faults);

        if (embargo.Territory is { } territory)
        {
            if (!Countries.Contains(territory)) faults.Add($"{at}.territory: {Countries.Fault(territory)}");
        }
        else if (embargo.TargetKind != EmbargoCodes.ListedPersons)
        {
            faults.Add($"{at}.territory is required where the target is not listed persons");
        }
        else if (embargo.Names.Count == 0)
        {
            faults.Add($"{at} has neither a territory nor names: nothing would ever match it");
        }
        if (embargo.Area is not null && embargo.Territory is null) faults.Add($"{at}.area is part of no territory");
        if (embargo.Names.Any(name => name is not null && NameFolding.Fold(name).Length < EmbargoNames.Shortest))
            faults.Add($"{at}.names holds a name of fewer than {EmbargoNames.Shortest} letters and digits, which would match nearly everything");

        if (embargo.ReviewDate < embargo.EffectiveFrom) faults.Add($"{at}.reviewDate is before effectiveFrom");
        if (embargo.VerifiedBy is { } by) Text($"{at}.verifiedBy", by, Line, faults);
        if ((embargo.VerifiedBy is null) != (embargo.VerifiedAt is null)) faults.Add($"{at}: verifiedBy and verifiedAt stand together");
        if (embargo.VerifiedAt > embargo.ReviewDate) faults.Add($"{at}.reviewDate is before verifiedAt");
    }

    private static void Code(string at, string value, IReadOnlyList<string> codes, List<string> faults)
    {
        if (!codes.Contains(value)) faults.Add($"{at} has to be one of: {string.Join(", ", codes)}");
    }

    private static void Texts(string at, IReadOnlyList<string> values, int max, List<string> faults)
    {
        if (values.Count > MostNames) faults.Add($"{at} has more than {MostNames} entries");
        else for (var i = 0; i < values.Count; i++) Text(string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]"), values[i], max, faults);
    }

    private static void Text(string at, string value, int max, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(value)) faults.Add($"{at} is blank");
        else if (value.Length > max) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{at} has {value.Length} characters; at most {max}"));
        else if (value.Any(char.IsControl)) faults.Add($"{at} holds a control character");
    }

    // The position is told apart, counted as editors count.
    private static string WithoutPosition(string message) => message.Split(" Path: ")[0];
}

/// <summary>How names of groups are compared: without regard to case, accents, punctuation and kinds of space.</summary>
public static class EmbargoNames
{
    /// <summary>The fewest letters and digits of a name in the data.</summary>
    public const int Shortest = 4;

    /// <summary>Whether a party's name holds the listed one, as whole words; both folded.</summary>
    public static bool Holds(string folded, string listed)
    {
        for (var at = folded.IndexOf(listed, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(listed, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || folded[at - 1] == ' ') && (at + listed.Length == folded.Length || folded[at + listed.Length] == ' ')) return true;
        }
        return false;
    }
}
