using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Exchange.Contracts.Vocabularies;

/// <summary>How well a vocabulary, or one code of it, is founded.</summary>
public enum Certainty
{
    /// <summary>The source's own text was found and read.</summary>
    Found = 1,

    /// <summary>The source was located, but only partly readable; the codes follow what is generally known of it.</summary>
    Located = 2,

    /// <summary>General knowledge of the field; no source was verified.</summary>
    Known = 3,
}

/// <summary>One code of a vocabulary.</summary>
/// <param name="Value">The code as it is written in JSON, snake_case.</param>
/// <param name="Label">What it means, in English, for forms and tables.</param>
/// <param name="Native">The code of the standard it stands for, where that standard has its own (Rec 19 <c>1</c>, ISO 5218 <c>2</c>).</param>
/// <param name="Certainty">How well it is founded.</param>
public sealed record Code(string Value, string Label, string? Native, Certainty Certainty);

/// <summary>
/// A closed vocabulary: its codes, where they come from, and the words for refusing anything else.
/// Written with a collection initializer, so that a list reads as a table.
/// </summary>
/// <param name="name">Under which <c>/v1/vocabularies</c> serves it, snake_case.</param>
/// <param name="title">What one of its codes is called in a sentence: <c>lifecycle stage</c>.</param>
/// <param name="source">The document it is taken from, or proposed after.</param>
/// <param name="certainty">Of every code that does not say otherwise.</param>
[SuppressMessage("Naming", "CA1710", Justification = "A code list is what the field calls it.")]
public sealed class CodeList(string name, string title, string source, Certainty certainty) : IReadOnlyCollection<Code>
{
    /// <summary>Beyond this many codes, a fault points to the vocabulary instead of listing it.</summary>
    private const int ListedInFaults = 12;

    /// <summary>No code is longer; a longer value is not compared, nor repeated in a fault.</summary>
    private const int LongestValue = 64;

    private readonly List<Code> codes = [];
    private readonly HashSet<string> values = new(StringComparer.Ordinal);

    public string Name { get; } = name;
    public string Title { get; } = title;
    public string Source { get; } = source;
    public Certainty Certainty { get; } = certainty;
    public int Count => codes.Count;

    /// <summary>Whether <paramref name="value"/> is a code of this vocabulary, letter by letter.</summary>
    public bool Contains(string? value) => value is not null && values.Contains(value);

    /// <summary>The words for a value that is not in the vocabulary: the nearest code, and which codes there are.</summary>
    public string Fault(string? value)
    {
        var article = "aeiou".Contains(Title[0], StringComparison.Ordinal) ? "an" : "a";
        var subject = value is { Length: > 0 and <= LongestValue } ? $"\"{value}\"" : "This";
        var suggestion = Nearest(value) is { } nearest ? $"; did you mean \"{nearest}\"?" : ".";
        var choice = Count <= ListedInFaults ? $"One of: {string.Join(", ", codes.Select(code => code.Value))}." : $"See /v1/vocabularies/{Name}.";
        return $"{subject} is not {article} {Title}{suggestion} {choice}";
    }

    /// <summary>The code that was probably meant: another spelling of it, or a typing error away. Null where none is near.</summary>
    public string? Nearest(string? value)
    {
        if (value is not { Length: > 0 and <= LongestValue })
            return null;
        var spelled = SnakeCase(value);
        var allowed = Math.Clamp(spelled.Length / 4, 1, 3);
        var (nearest, distance) = codes
            .Select(code => (code.Value, Distance: EditDistance.Between(spelled, code.Value)))
            .MinBy(candidate => candidate.Distance);
        // A one-letter code is one error away from every other: suggesting it would be guessing.
        return distance <= allowed && distance < spelled.Length ? nearest : null;
    }

    public void Add(string value, string label) => Add(value, label, null, Certainty);

    public void Add(string value, string label, Certainty certainty) => Add(value, label, null, certainty);

    public void Add(string value, string label, string? native) => Add(value, label, native, Certainty);

    public IEnumerator<Code> GetEnumerator() => codes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string value, string label, string? native, Certainty certainty)
    {
        if (!values.Add(value))
            throw new ArgumentException($"{Name} has {value} twice.", nameof(value));
        codes.Add(new(value, label, native, certainty));
    }

    /// <summary>"End User", "end-user" and "endUser" are spellings of end_user.</summary>
    private static string SnakeCase(string value)
    {
        var spelled = new StringBuilder(value.Length + 8);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is ' ' or '-' or '/')
            {
                spelled.Append('_');
                continue;
            }
            if (i > 0 && char.IsUpper(value[i]) && char.IsLower(value[i - 1]))
                spelled.Append('_');
            spelled.Append(char.ToLowerInvariant(value[i]));
        }
        return spelled.ToString();
    }
}
