using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Exchange.Contracts.Vocabularies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.Hosting.Validation;

/// <summary>
/// Checks the fields of one object of a request, and names each faulty one by its path. The name of a field is taken from the
/// checked expression: <c>check.Code(item.Category, …)</c> speaks of <c>items[0].category</c>.
/// </summary>
/// <param name="faults">Collects what is wrong.</param>
/// <param name="withheld">Paths of fields whose values are withheld with a reason.</param>
/// <param name="locodes">Why a UN/LOCODE cannot be taken, given the country that is stated beside it; null when it can.</param>
/// <param name="path">Of the object.</param>
public sealed class Check(
    Faults faults, IReadOnlySet<string>? withheld = null, Func<string, string?, string?>? locodes = null, string path = "")
{
    /// <summary>Nothing in the network is older.</summary>
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>The day (UTC) after which nothing can have happened yet.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Skips required checks: the fields that were given are validated; missing ones could not be read.</summary>
    public bool Partial { get; init; }

    /// <summary>422 if the rules beside the fields of a request do not hold, or null: for requests whose fields have no rules together.</summary>
    public static ProblemHttpResult? Request(object request, DateTimeOffset now)
    {
        var faults = new Faults();
        new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) }.Fields(request);
        return faults.Any ? faults.ToProblem() : null;
    }

    /// <summary>The field has to be there, or withheld with a reason.</summary>
    public void Required(object? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is null && !Partial && !IsWithheld(field)) Fault(field, withheld is null ? "is required" : "is required; withhold it with a reason if it cannot be shared");
    }

    public bool IsWithheld(string field) => withheld?.Contains(At(field)) == true;

    public void Code(string? value, CodeList list, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is not null && !list.Contains(value)) Fault(field, list.Fault(value));
    }

    public void Codes(IReadOnlyList<string>? values, CodeList list, [CallerArgumentExpression(nameof(values))] string field = "")
    {
        foreach (var (value, at) in Each(values, list.Count, field)) at.Code(value, list, "");
        if (values is not null && values.Distinct().Count() != values.Count) Fault(field, "names a value twice");
    }

    /// <summary>Text of at most <paramref name="max"/> characters (UTF-16 code units); several lines only where said.</summary>
    public void Text(string? value, int max, bool lines = false, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is not null && PlainText.Fault(value, max, lines) is { } fault) Fault(field, fault);
    }

    public void Texts(IReadOnlyList<string>? values, int most, int max, [CallerArgumentExpression(nameof(values))] string field = "")
    {
        foreach (var (value, at) in Each(values, most, field)) at.Text(value, max, field: "");
    }

    /// <summary>Text of at most <paramref name="max"/> characters; <paramref name="fault"/> returns what is wrong with it, or null.</summary>
    public void Rule(string? value, Func<string, string?> fault, [CallerArgumentExpression(nameof(value))] string field = "", int max = 100)
    {
        if (value is not null && (PlainText.Fault(value, max, lines: false) ?? fault(value)) is { } message) Fault(field, message);
    }

    /// <summary>Applies the rules that stand beside the fields of <paramref name="value"/> and of everything inside it.</summary>
    public void Fields(object value) => FieldRules.Of(value.GetType()).Apply(this, value);

    /// <summary>The elements of a list whose own faults were reported already, each with the check of its fields. Null elements are left out.</summary>
    public IEnumerable<(T Element, Check At)> Inside<T>(IReadOnlyList<T>? list, [CallerArgumentExpression(nameof(list))] string field = "")
    {
        for (var i = 0; i < (list?.Count ?? 0); i++)
        {
            if (list![i] is { } element) yield return (element, Below(string.Create(CultureInfo.InvariantCulture, $"{At(field)}[{i}]")));
        }
    }

    public void Number(decimal? value, decimal min, decimal max, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value < min || value > max) Fault(field, string.Create(CultureInfo.InvariantCulture, $"has to be {min} to {max}"));
    }

    /// <summary>A day that is not in the future.</summary>
    public void PastDay(DateOnly? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value > Today) Fault(field, "is in the future");
        else if (value < Earliest) Fault(field, "is before 1900");
    }

    public void Country(string? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is not null && !Contracts.Vocabularies.Countries.Contains(value)) Fault(field, Contracts.Vocabularies.Countries.Fault(value));
    }

    public void Countries(IReadOnlyList<string>? values, int most, [CallerArgumentExpression(nameof(values))] string field = "")
    {
        foreach (var (value, at) in Each(values, most, field)) at.Country(value, "");
    }

    /// <summary>A well-formed UN/LOCODE of a known country, and of <paramref name="country"/> where that is stated.</summary>
    public void Locode(string? value, string? country = null, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is not null && locodes?.Invoke(value, country) is { } fault) Fault(field, fault);
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public void Hash(string? value, [CallerArgumentExpression(nameof(value))] string field = "") =>
        Rule(value, v => v.Length == 64 && v.All(char.IsAsciiHexDigitLower) ? null : "is not a SHA-256 in lower-case hexadecimal", field);

    public void Hashes(IReadOnlyList<string>? values, int most, [CallerArgumentExpression(nameof(values))] string field = "")
    {
        foreach (var (value, at) in Each(values, most, field)) at.Hash(value, "");
    }

    /// <summary>The elements of a list, each with the check of its own fields; no more than <paramref name="most"/>, none null.</summary>
    public IEnumerable<(T Element, Check At)> Each<T>(IReadOnlyList<T>? list, int most, [CallerArgumentExpression(nameof(list))] string field = "")
    {
        if (list is null) yield break;
        if (list.Count > most)
        {
            Fault(field, string.Create(CultureInfo.InvariantCulture, $"has {list.Count} entries; at most {most}"));
            yield break;
        }
        for (var i = 0; i < list.Count; i++)
        {
            var at = Below(string.Create(CultureInfo.InvariantCulture, $"{At(field)}[{i}]"));
            if (list[i] is { } element) yield return (element, at);
            else at.Fault("", "is null");
        }
    }

    /// <summary>The check of the fields of an object, where there is one.</summary>
    public bool In<T>(T? value, out T block, out Check at, [CallerArgumentExpression(nameof(value))] string field = "") where T : class
    {
        (block, at) = (value!, value is null ? this : Below(At(field)));
        return value is not null;
    }

    /// <summary>This check without required fields.</summary>
    internal Check WithoutRequired() => new(faults, withheld, locodes, path) { Today = Today, Partial = true };

    private Check Below(string at) => new(faults, withheld, locodes, at) { Today = Today, Partial = Partial };

    public void Fault(string field, string message) => faults.Add(At(field), message);

    /// <summary><c>item.Category</c> at <c>items[0]</c> is <c>items[0].category</c>; an empty field is the path itself.</summary>
    private string At(string field)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(field[(field.LastIndexOf('.') + 1)..]);
        return path.Length == 0 ? name : name.Length == 0 ? path : $"{path}.{name}";
    }
}

/// <summary>What text may hold: what a reader sees, in the order in which it stands.</summary>
public static class PlainText
{
    /// <summary>What is wrong with a text, or null.</summary>
    public static string? Fault(string text, int max, bool lines)
    {
        if (text.Length > max) return string.Create(CultureInfo.InvariantCulture, $"has {text.Length} characters; at most {max}");
        if (string.IsNullOrWhiteSpace(text)) return "is blank; leave it out";
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != System.Buffers.OperationStatus.Done)
                return "holds half a surrogate pair";
            i += length;
            if (rune.Value is '\n' or '\t' && lines) continue;
            if (Rune.IsControl(rune)) return $"holds a control character (U+{rune.Value:X4})";
            if (IsHidden(rune.Value)) return $"holds U+{rune.Value:X4}, which hides or reorders text";
            if (rune.Value == 0xFFFD) return "holds U+FFFD: a character was lost in a conversion before it was sent";
            if ((rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF) return $"holds U+{rune.Value:X4}, which is no character";
        }
        return null;
    }

    // Bidirectional embeddings, overrides and isolates; zero-width space, no-break space and joiner; line and paragraph
    // separators; tags. Not the joiners U+200C and U+200D nor the marks U+200E and U+200F, which scripts need.
    private static bool IsHidden(int c) => c is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200B or 0x2060 or 0xFEFF
        or 0x2028 or 0x2029 or (>= 0xE0000 and <= 0xE007F);
}
