namespace Exchange.Matching;

/// <summary>One word of a parsed name, with the forms in which it is compared.</summary>
public sealed class NameWord
{
    internal NameWord(RawWord raw, WordKind kind, string? concept, double weight, int position, bool afterSonOf)
    {
        (Text, Script, Kind, Concept, Weight, Position, AfterSonOf) = (raw.Latin, raw.Script, kind, concept, weight, position, afterSonOf);
        Own = raw.Own;
        Sound = SoundFold.Of(raw.Script == WordScript.Consonants ? VowelLetters(raw.Latin) : raw.Latin);
        Consonants = ConsonantSkeleton.Of(Sound, raw.Script == WordScript.Consonants);
        Bare = ConsonantSkeleton.WithoutWeak(Consonants);
        (SoundLetters, TextLetters) = (LetterSet.Of(Sound), LetterSet.Of(Text));
    }

    /// <summary>The word in Latin letters, lower case, without accents: 1 to 300 characters.</summary>
    public string Text { get; }

    /// <summary>The word in its own script, folded.</summary>
    public string Own { get; }

    /// <summary>What the word says about who is meant.</summary>
    public WordKind Kind { get; }

    /// <summary>What the word means, alike in all languages: <c>trading</c> for تجارة, <c>michael</c> for Mikhail, <c>4</c> for IV. Null if it is in no table.</summary>
    public string? Concept { get; }

    /// <summary>How much the word counts: 0.05 to 2.</summary>
    public double Weight { get; }

    internal WordScript Script { get; }

    internal int Position { get; }

    /// <summary>The word after "bin" or "ibn": the father's name.</summary>
    internal bool AfterSonOf { get; }

    /// <summary>How the word sounds, alike for the usual romanizations.</summary>
    internal string Sound { get; }

    /// <summary>The consonants of <see cref="Sound"/>.</summary>
    internal string Consonants { get; }

    /// <summary><see cref="Consonants"/> without h and v, which are often written as vowels or not at all.</summary>
    internal string Bare { get; }

    internal LetterSet SoundLetters { get; }

    internal LetterSet TextLetters { get; }

    /// <summary>It can tell one subject from another.</summary>
    internal bool Names => Kind is WordKind.Distinctive or WordKind.GivenName or WordKind.Patronymic;

    /// <summary>This word and the next one as a single word.</summary>
    internal NameWord With(NameWord next) => new(
        new RawWord(Text + next.Text, Own + next.Own, Script == next.Script ? Script : WordScript.Letters), WordKind.Distinctive, null, Weight + next.Weight, Position, false);

    // After the first letter, waw and yod are mostly vowels.
    private static string VowelLetters(string latin) => latin.Length < 2 ? latin : latin[0] + latin[1..].Replace('w', 'u').Replace('y', 'i');
}
