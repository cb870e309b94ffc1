namespace Exchange.Matching;

/// <summary>How far two words are the same: 0 to 1, with the rule that says so. Symmetric.</summary>
internal static class WordSimilarity
{
    /// <summary>The first rule that fits, from the strictest on; 0 if none does.</summary>
    public static double Of(NameWord a, NameWord b, out string rule)
    {
        rule = WhyRule.Same;
        if (a.Script == WordScript.Syllable && b.Script == WordScript.Syllable) return Syllables(a, b, ref rule);
        if (a.Text == b.Text) return 1;
        if (a.Kind == WordKind.Number || b.Kind == WordKind.Number)
        {
            rule = WhyRule.Number;
            return a.Kind == b.Kind && a.Concept == b.Concept ? 1 : 0;
        }
        if (a.Concept is not null && a.Concept == b.Concept)
        {
            rule = a.Kind == WordKind.Generic || b.Kind == WordKind.Generic ? WhyRule.Translation : WhyRule.NameVariant;
            return 0.96;
        }
        if (a.Kind == WordKind.Initial || b.Kind == WordKind.Initial)
        {
            rule = WhyRule.Initial;
            return a.Sound[0] == b.Sound[0] || a.Text[0] == b.Text[0] ? 0.78 : 0;
        }
        rule = WhyRule.Sound;
        if (a.Sound == b.Sound) return 0.97;
        if (a.Kind == WordKind.Generic && b.Kind == WordKind.Generic) return 0;
        if (a.Kind == WordKind.Generic != (b.Kind == WordKind.Generic) && Math.Min(a.Sound.Length, b.Sound.Length) < 5) return 0;
        rule = WhyRule.ServantDropped;
        if (IsServantOf(a.Text, b.Text) || IsServantOf(b.Text, a.Text)) return 0.86;
        rule = WhyRule.Spelling;
        if (Spelling(a, b) is > 0 and var spelling) return spelling;
        rule = WhyRule.Consonants;
        if (a.Script == WordScript.Consonants != (b.Script == WordScript.Consonants) && Consonants(a, b) is > 0 and var consonants) return consonants;
        rule = WhyRule.Article;
        return HasArticle(a, b) || HasArticle(b, a) ? 0.9 : 0;
    }

    // Han and Hangul are exact among themselves; the same sound in other signs can be the simplified or traditional form.
    private static double Syllables(NameWord a, NameWord b, ref string rule)
    {
        if (a.Own == b.Own) return 1;
        if (a.Concept is not null && a.Concept == b.Concept)
        {
            rule = WhyRule.Translation;
            return 0.96;
        }
        rule = WhyRule.Sound;
        return a.Text == b.Text ? 0.88 : 0;
    }

    private static bool HasArticle(NameWord with, NameWord without) =>
        with.Text.Length > 6 && with.Text[1] == 'l' && with.Text[0] is 'a' or 'e' && without.Consonants.Length >= 3
        && (with.Sound.AsSpan(2).SequenceEqual(without.Sound)
            || (without.Script == WordScript.Consonants && without.Bare.Length >= 3 && with.Bare.AsSpan(1).SequenceEqual(without.Bare)));

    private static bool IsServantOf(string servant, string name) =>
        servant.Length > 5 && name.Length > 2 && servant.AsSpan(0, 3) is "abd" or "abu" && servant.AsSpan(3).SequenceEqual(name);

    private static double Spelling(NameWord a, NameWord b)
    {
        var shorter = Math.Min(a.Sound.Length, b.Sound.Length);
        var budget = Budget(shorter);
        var distance = a.SoundLetters.IsFar(b.SoundLetters, budget) ? EditDistance.Far : EditDistance.Of(a.Sound, b.Sound, budget);
        if (distance > 50 && !a.TextLetters.IsFar(b.TextLetters, budget)) distance = Math.Min(distance, EditDistance.Of(a.Text, b.Text, budget));
        if (distance > budget) return 0;
        if (FirstSoundDiffers(a.Sound[0], b.Sound[0]))
        {
            distance += 50;
            if (distance > budget && a.Sound.Length <= 5 && b.Sound.Length <= 5) return 0;
        }
        return Math.Max(0.55, 1 - 0.0095 * distance / Math.Max(a.Sound.Length, b.Sound.Length));
    }

    private static int Budget(int length) => length switch { <= 2 => 0, 3 => 50, 4 => 100, <= 6 => 105, <= 9 => 180, _ => 260 };

    private static bool FirstSoundDiffers(char a, char b) =>
        SoundFold.IsVowel(a) != SoundFold.IsVowel(b) || (!SoundFold.IsVowel(a) && EditDistance.Substitution(a, b) >= 100);

    private static double Consonants(NameWord a, NameWord b)
    {
        if (Math.Min(a.Consonants.Length, b.Consonants.Length) < 2 || Math.Abs(a.Sound.Length - b.Sound.Length) > 4) return 0;
        if (EditDistance.Substitution(a.Consonants[0], b.Consonants[0]) >= 100) return 0;
        if ((a.Consonants == b.Consonants && a.Consonants.Length >= 3) || (a.Bare == b.Bare && a.Bare.Length >= 3)) return 0.88;
        return Math.Min(a.Bare.Length, b.Bare.Length) >= 4 && EditDistance.Of(a.Bare, b.Bare, 70) <= 70 ? 0.75 : 0;
    }
}
