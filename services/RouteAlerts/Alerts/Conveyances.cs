using System.Text.RegularExpressions;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>Checks identifiers of conveyances by the rules of their schemes: a mistyped one would send officers to the wrong ship.</summary>
internal static partial class Conveyances
{
    private static readonly Dictionary<string, (Func<string, bool> IsValid, string Form)> Schemes = new()
    {
        ["imo"] = (IsImo, "7 digits, the last a check digit"),
        ["mmsi"] = (id => Mmsi().IsMatch(id), "9 digits"),
        ["tail"] = (id => Tail().IsMatch(id), "2 to 10 letters, digits or hyphens"),
        ["plate"] = (id => Plate().IsMatch(id), "2 to 15 letters, digits, spaces or hyphens"),
        ["container"] = (IsContainer, "4 letters and 7 digits, the last a check digit (ISO 6346)"),
        ["air_waybill"] = (IsAirWaybill, "11 digits, the last a check digit"),
        ["bill_of_lading"] = (id => BillOfLading().IsMatch(id), "3 to 35 letters, digits, hyphens or slashes"),
    };

    /// <summary>Why the identifier does not have the form of its scheme; null if it has, or if the scheme is unknown, which is another rule's.</summary>
    public static string? Fault(string kind, string id) =>
        Schemes.TryGetValue(kind, out var scheme) && !scheme.IsValid(id) ? $"has to be {scheme.Form}" : null;

    // IMO resolution A.1117(30): digits weighted 7 to 2; the sum's last digit is the seventh.
    private static bool IsImo(string id) =>
        Imo().IsMatch(id) && id.Take(6).Select((digit, i) => (digit - '0') * (7 - i)).Sum() % 10 == id[6] - '0';

    // ISO 6346, annex A: letters from 10 without multiples of 11; weights are powers of 2; modulo 11, 10 counts as 0.
    private static bool IsContainer(string id) =>
        Container().IsMatch(id) && id.Take(10).Select((c, i) => Value(c) << i).Sum() % 11 % 10 == id[10] - '0';

    private static int Value(char c)
    {
        if (char.IsAsciiDigit(c)) return c - '0';
        var letter = c - 'A';
        return letter + 10 + ((letter + 9) / 10);
    }

    // IATA: seven digits of the serial number modulo 7.
    private static bool IsAirWaybill(string id) =>
        AirWaybill().IsMatch(id) && int.Parse(id[3..10], System.Globalization.CultureInfo.InvariantCulture) % 7 == id[10] - '0';

    [GeneratedRegex("^[0-9]{7}\\z")]
    private static partial Regex Imo();

    [GeneratedRegex("^[0-9]{9}\\z")]
    private static partial Regex Mmsi();

    [GeneratedRegex("^[A-Z0-9-]{2,10}\\z")]
    private static partial Regex Tail();

    [GeneratedRegex("^[A-Z0-9 -]{2,15}\\z")]
    private static partial Regex Plate();

    [GeneratedRegex("^[A-Z]{4}[0-9]{7}\\z")]
    private static partial Regex Container();

    [GeneratedRegex("^[0-9]{11}\\z")]
    private static partial Regex AirWaybill();

    [GeneratedRegex("^[A-Z0-9/-]{3,35}\\z")]
    private static partial Regex BillOfLading();
}
