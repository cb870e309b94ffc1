namespace Exchange.Matching;

/// <summary>What is taken from a score because the names say that they mean different subjects.</summary>
internal static class Deductions
{
    private const double ForNumber = 0.12;
    private const double ForLegalForm = 0.04;
    private const double ForOrder = 0.03;
    private const double ForFatherAndSon = 0.3;
    private const double ForInitial = 0.25;
    private const double ForKind = 0.2;

    public static double Apply(double score, ParsedName left, ParsedName right, WordAlignment alignment, bool numberDiffers, List<Why>? why)
    {
        if (numberDiffers) score = NameComparison.Less(score, ForNumber, WhyRule.NumberDiffers, why);
        if (FormsDiffer(left, right))
            score = NameComparison.Less(score, ForLegalForm, WhyRule.LegalFormDiffers, why, string.Join(' ', left.LegalForms), string.Join(' ', right.LegalForms));
        if (OrderDiffers(left, right, alignment)) score = NameComparison.Less(score, ForOrder, WhyRule.OrderDiffers, why);
        if (FatherAndSon(left, right, alignment)) score = NameComparison.Less(score, ForFatherAndSon, WhyRule.FatherAndSon, why);
        if (InitialOfSecondName(left, right, alignment)) score = NameComparison.Less(score, ForInitial, WhyRule.InitialOfSecondName, why);
        if (left.Kind != right.Kind && left.Kind != NameKind.Unknown && right.Kind != NameKind.Unknown)
            score = NameComparison.Less(score, ForKind, WhyRule.KindDiffers, why);
        return score;
    }

    private static bool FormsDiffer(ParsedName left, ParsedName right) =>
        left.LegalForms.Any(form => form != "co") && right.LegalForms.Any(form => form != "co") && !left.LegalForms.Any(right.LegalForms.Contains);

    private static bool OrderDiffers(ParsedName left, ParsedName right, WordAlignment alignment)
    {
        var last = -1;
        for (var i = 0; i < alignment.LeftTo.Length; i++)
        {
            var to = alignment.LeftTo[i];
            if (to == WordAlignment.None || !left.Span[i].Names || !right.Span[to].Names) continue;
            if (to < last) return true;
            last = to;
        }
        return false;
    }

    private static bool FatherAndSon(ParsedName left, ParsedName right, WordAlignment alignment)
    {
        if (!HasFather(left) || !HasFather(right)) return false;
        for (var i = 0; i < alignment.LeftTo.Length; i++)
        {
            if (left.Span[i].AfterSonOf && alignment.LeftTo[i] is >= 0 and var to && !right.Span[to].AfterSonOf) return true;
        }
        return false;
    }

    private static bool HasFather(ParsedName name)
    {
        foreach (var word in name.Span)
        {
            if (word.AfterSonOf) return true;
        }
        return false;
    }

    // "Anna K. Brod" is not "Kurt Brod": an initial inside one name meets the first name of the other, and the first name of the one is left over.
    private static bool InitialOfSecondName(ParsedName left, ParsedName right, WordAlignment alignment)
    {
        foreach (var pair in alignment.Pairs)
        {
            var (a, b) = (left.Span[pair.Left], right.Span[pair.Right]);
            if (a.Kind == WordKind.Initial && b.Names && pair.Left > 0 && pair.Right == 0 && alignment.LeftTo[0] == WordAlignment.None) return true;
            if (b.Kind == WordKind.Initial && a.Names && pair.Right > 0 && pair.Left == 0 && alignment.RightTo[0] == WordAlignment.None) return true;
        }
        return false;
    }
}
