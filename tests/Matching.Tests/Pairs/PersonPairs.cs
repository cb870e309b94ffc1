namespace Exchange.Matching.Tests.Pairs;

/// <summary>Makes pairs of persons of one language.</summary>
internal sealed class PersonPairs(InventedLanguage language, Seeded random)
{
    private readonly string[][] _given = InventedLanguage.Entries(language.Given);
    private readonly string[][] _family = InventedLanguage.Entries(language.Family);

    /// <summary>One pair by each rule that the language has.</summary>
    public IEnumerable<LabelledPair> Make()
    {
        var (given, family) = (random.Pick(_given), random.Pick(_family));
        var (otherGiven, otherFamily) = (random.PickOther(_given, given), random.PickOther(_family, family));
        var latin = Latin(given, family);
        var other = $"{Other(given)} {Other(family)}";

        yield return Same("transliteration", Own(given, family), latin);
        yield return Same("other_transliteration", Own(given, family), other);
        yield return Same("romanization", latin, other);
        yield return Same("capitals", Own(given, family), TypingError.InCapitals(latin));
        yield return Same("reordered", latin, $"{Other(family)}, {Other(given)}");
        yield return Same("middle_name_dropped", $"{given[Middle(given)]} {otherGiven[Middle(otherGiven)]} {Latin(family)}", latin);
        yield return Same("form_of_given_name", latin, $"{given[^1]} {Latin(family)}");
        if (!language.FamilyFirst)
        {
            yield return Same("typing_error", latin, $"{Latin(given)} {TypingError.In(Latin(family), random)}");
            yield return Same("typing_error", other, $"{Other(given)} {TypingError.In(Other(family), random)}");
            yield return Same("initial", latin, $"{Latin(given)[0]}. {Latin(family)}");
            yield return Same("initial_reordered", latin, $"{Other(family)} {Latin(given)[0]}.");
        }

        yield return Different("other_given_name", latin, Latin(otherGiven, family));
        yield return Different("other_given_name", Own(given, family), Latin(otherGiven, family));
        yield return Different("other_given_name", other, Latin(otherGiven, family));
        yield return Different("other_family_name", latin, Latin(given, otherFamily));
        yield return Different("other_family_name", Own(given, family), Latin(given, otherFamily));
        yield return Different("stranger", latin, Latin(otherGiven, otherFamily));
        yield return new(language.Code, "firm_of_given_name", NameKind.Unknown, latin, $"{Latin(given)} LLC", false);
        if (Latin(given)[0] != Latin(otherGiven)[0] && !language.FamilyFirst) yield return Different("other_initial", $"{Latin(given)[0]}. {Latin(family)}", Latin(otherGiven, family));
        foreach (var pair in WithFather(given, otherGiven, family)) yield return pair;
    }

    private IEnumerable<LabelledPair> WithFather(string[] given, string[] father, string[] family)
    {
        if (language.Code is "Russian" or "Ukrainian")
        {
            var ending = language.Code == "Russian" ? "ович/ovich" : "ович/ovych";
            string[] fathers = ["Лукьян", "Богдан", "Остап", "Демьян"];
            string[] latin = ["Lukyan", "Bogdan", "Ostap", "Demyan"];
            var at = random.Below(fathers.Length);
            var patronymic = $"{fathers[at]}{ending.Split('/')[0]}";
            yield return Same("patronymic_dropped", $"{family[0]} {given[0]} {patronymic}", Latin(given, family));
            yield return Same("patronymic", $"{given[0]} {patronymic} {family[0]}", $"{given[1]} {latin[at]}{ending.Split('/')[1]} {Latin(family)}");
            yield return Different("siblings", $"{given[0]} {patronymic} {family[0]}", $"{father[1]} {latin[at]}{ending.Split('/')[1]} {Latin(family)}");
        }
        if (language.Code is "Arabic")
        {
            yield return Same("son_of", $"{given[0]} بن {father[0]} {family[0]}", $"{given[1]} bin {father[1]} {Latin(family)}");
            yield return Same("son_of_dropped", $"{given[1]} ibn {father[1]} {Latin(family)}", Latin(given, family));
            yield return Different("father_and_son", $"{given[1]} bin {father[1]} {Latin(family)}", $"{father[1]} bin {given[1]} {Latin(family)}");
        }
    }

    private string Own(string[] given, string[] family) => language.FamilyFirst ? family[0] + given[0] : $"{given[0]} {family[0]}";

    private string Latin(string[] given, string[] family) => language.FamilyFirst ? $"{Latin(family)} {Latin(given)}" : $"{Latin(given)} {Latin(family)}";

    private static string Latin(string[] entry) => entry[Math.Min(1, entry.Length - 1)];

    private string Other(string[] entry) => entry.Length < 3 ? entry[^1] : entry[1 + random.Below(entry.Length - 1)];

    private static int Middle(string[] entry) => Math.Min(1, entry.Length - 1);

    private LabelledPair Same(string rule, string left, string right) => new(language.Code, rule, NameKind.Person, left, right, true);

    private LabelledPair Different(string rule, string left, string right) => new(language.Code, rule, NameKind.Person, left, right, false);
}
