using System.Globalization;
using System.Numerics;

namespace Exchange.Hosting.Validation;

/// <summary>Numbers that carry their own proof: a slip of the pen is found before it spreads. Each gives the fault, or null.</summary>
public static class CheckDigits
{
    /// <summary>ISO 17442: 18 letters or digits and two check digits, modulo 97 (ISO 7064).</summary>
    public static string? Lei(string value)
    {
        if (value.Length != 20 || !value.All(IsUpperOrDigit)) return "is not an LEI: 20 capital letters or digits";
        var digits = string.Concat(value.Select(c => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10));
        return BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97 == 1 ? null : "is not an LEI: its check digits do not fit";
    }

    /// <summary>IMO ship number: seven digits, of which the last is that of the others' sum weighted 7 to 2.</summary>
    public static string? Imo(string value)
    {
        var number = value.StartsWith("IMO", StringComparison.Ordinal) ? value.AsSpan(3).TrimStart(' ') : value;
        if (number.Length != 7 || number.ContainsAnyExceptInRange('0', '9')) return "is not an IMO number: seven digits, with or without IMO before them";
        var sum = 0;
        for (var i = 0; i < 6; i++) sum += (7 - i) * (number[i] - '0');
        return sum % 10 == number[6] - '0' ? null : "is not an IMO number: its check digit does not fit";
    }

    /// <summary>UPU S10: two letters of the service, eight digits, a check digit modulo 11, two letters of the country.</summary>
    public const string S10Pattern = "^[A-Z]{2}[0-9]{9}[A-Z]{2}$";

    public static string? S10(string value)
    {
        if (value.Length != 13 || !value[..2].All(char.IsAsciiLetterUpper) || !value[2..11].All(char.IsAsciiDigit) || !value[11..].All(char.IsAsciiLetterUpper))
            return "is not an S10 barcode: two letters, nine digits, two letters";
        ReadOnlySpan<int> weights = [8, 6, 4, 2, 3, 5, 9, 7];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * (value[2 + i] - '0');
        var check = (11 - (sum % 11)) switch { 10 => 0, 11 => 5, var digit => digit };
        return check == value[10] - '0' ? null : "is not an S10 barcode: its check digit does not fit";
    }

    private static bool IsUpperOrDigit(char c) => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c);
}
