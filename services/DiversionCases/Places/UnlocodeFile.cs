using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Exchange.Contracts.Vocabularies;

namespace Exchange.DiversionCases.Places;

/// <summary>
/// Reads the official UN/LOCODE code list as UNECE publishes it in CSV: twelve columns, since the editions of the 2020s in
/// UTF-8, before in ISO 8859-1, with or without a header.
/// </summary>
/// <remarks>
/// <para>Columns: change mark, country, place, name, name without diacritics, subdivision, function, status, date, IATA,
/// coordinates, remarks. Re-published lists name them in a header, some with status before function.</para>
/// <para>Left out: a country's heading (no place, the name begins with a full stop), references from another name (change
/// mark <c>=</c>), installations outside any country (<c>XZ</c>) and user-assigned countries. A place marked <c>X</c> is
/// removed in the next edition only, and is still valid.</para>
/// <para>A line whose columns, country, place or name cannot be read is bad. What is merely wrong beside them (a function or
/// coordinates that are none; the official list has some) is left empty and warned of.</para>
/// </remarks>
internal sealed partial class UnlocodeFile
{
    private static readonly string[] Official =
        ["change", "country", "location", "name", "namewodiacritics", "subdivision", "function", "status", "date", "iata", "coordinates", "remarks"];

    public SortedDictionary<string, KnownPlace> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>Bad lines: with one of them, nothing is imported.</summary>
    public List<(int Line, string Problem)> Bad { get; } = [];

    public List<(int Line, string Problem)> Warnings { get; } = [];

    /// <summary>Rows with a place, good or bad.</summary>
    public int Lines { get; private set; }

    public int Skipped { get; private set; }

    /// <summary>
    /// Reads to the end. ISO 8859-1 where the bytes are not UTF-8: every byte is a character there, so it is the last resort.
    /// </summary>
    public static async Task<Encoding> EncodingOfAsync(Stream file, CancellationToken ct)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[64 * 1024];
        var chars = new char[bytes.Length + 1];
        try
        {
            int read;
            while ((read = await file.ReadAsync(bytes, ct)) > 0)
                utf8.GetChars(bytes.AsSpan(0, read), chars, flush: false);
            utf8.GetChars([], chars, flush: true);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            while (await file.ReadAsync(bytes, ct) > 0) { }
            return Encoding.Latin1;
        }
    }

    public static UnlocodeFile Read(TextReader text)
    {
        var file = new UnlocodeFile();
        var columns = Official;
        var first = true;
        foreach (var row in CsvReader.Read(text))
        {
            if (first && Header(row) is { } header) columns = header;
            else file.Add(row, columns);
            first = false;
        }
        return file;
    }

    private static string[]? Header(CsvRow row)
    {
        var names = row.Fields.Select(field => field.Trim().TrimStart('\uFEFF').ToLowerInvariant()).ToArray();
        return names.Contains("country") && names.Contains("location") && names.Contains("name") ? names : null;
    }

    private void Add(CsvRow row, string[] columns)
    {
        if (row.Problem is { } problem)
        {
            Bad.Add((row.Line, problem));
            return;
        }
        if (row.Fields.Count != columns.Length)
        {
            Bad.Add((row.Line, $"has {row.Fields.Count} columns, not {columns.Length}"));
            return;
        }
        string Field(string column) => Array.IndexOf(columns, column) is >= 0 and var i ? row.Fields[i].Trim().TrimStart('\uFEFF') : "";

        var (country, place, name) = (Field("country"), Field("location"), Field("name"));
        if (place.Length == 0 && (name.StartsWith('.') || Field("change") == "=") || country is "XZ" or "XK")
        {
            Skipped++;
            return;
        }
        Lines++;
        var locode = country + place;
        if (!PlaceLookup.WellFormed().IsMatch(locode)) Bad.Add((row.Line, "has no UN/LOCODE of two and three characters"));
        else if (Countries.FindAlpha2(country) is null) Bad.Add((row.Line, $"names a country, {country}, that is none"));
        else if (name.Length is 0 or > KnownPlace.MaxNameLength || name.Any(char.IsControl)) Bad.Add((row.Line, $"has no name of 1 to {KnownPlace.MaxNameLength} characters"));
        else
        {
            var (function, status) = FunctionAndStatus(row.Line, Field("function"), Field("status"));
            var (latitude, longitude) = Coordinates(row.Line, Field("coordinates"));
            var read = new KnownPlace { Locode = locode, Name = name, Function = function, Status = status, Latitude = latitude, Longitude = longitude };
            if (!Places.TryAdd(locode, read)) Warnings.Add((row.Line, $"repeats {locode}; its first line is taken"));
        }
    }

    private (string Function, string? Status) FunctionAndStatus(int line, string function, string status)
    {
        // In some lines of the official list the two have changed places.
        if (StatusCode().IsMatch(function) && FunctionCodes().IsMatch(status)) (function, status) = (status, function);
        if (!FunctionCodes().IsMatch(function))
        {
            Warnings.Add((line, "has no readable function"));
            function = "";
        }
        if (status.Length > 0 && !StatusCode().IsMatch(status))
        {
            Warnings.Add((line, "has no readable status"));
            status = "";
        }
        return (function.Replace("-", "", StringComparison.Ordinal), status.Length == 0 ? null : status);
    }

    /// <summary>Degrees and minutes, <c>0402S 03940E</c>, as decimal degrees.</summary>
    private (double? Latitude, double? Longitude) Coordinates(int line, string text)
    {
        if (text.Length == 0) return (null, null);
        if (DegreesAndMinutes().Match(text) is { Success: true } match
            && Degrees(match.Groups[1].ValueSpan, match.Groups[2].ValueSpan, match.Groups[3].ValueSpan is "S", 90) is { } latitude
            && Degrees(match.Groups[4].ValueSpan, match.Groups[5].ValueSpan, match.Groups[6].ValueSpan is "W", 180) is { } longitude)
            return (latitude, longitude);
        Warnings.Add((line, "has no readable coordinates"));
        return (null, null);
    }

    private static double? Degrees(ReadOnlySpan<char> degrees, ReadOnlySpan<char> minutes, bool negative, int most)
    {
        var (d, m) = (int.Parse(degrees, CultureInfo.InvariantCulture), int.Parse(minutes, CultureInfo.InvariantCulture));
        var value = Math.Round(d + m / 60.0, 4);
        return m >= 60 || value > most ? null : negative ? -value : value;
    }

    [GeneratedRegex("^(\\d{2})(\\d{2})([NS]) (\\d{3})(\\d{2})([EW])\\z", RegexOptions.CultureInvariant)]
    private static partial Regex DegreesAndMinutes();

    // Eight positions, of which the dashes may be left out; 0 stands alone.
    [GeneratedRegex("^(?=.*[0-8AB])[-0-8AB]{1,10}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex FunctionCodes();

    [GeneratedRegex("^[A-Z]{2}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex StatusCode();
}
