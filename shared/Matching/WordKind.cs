namespace Exchange.Matching;

/// <summary>What a word of a name says about who is meant.</summary>
public enum WordKind
{
    /// <summary>Names this one: a family name, a brand.</summary>
    Distinctive,

    /// <summary>A given name that is written in several ways (<c>given-names.txt</c>).</summary>
    GivenName,

    /// <summary>The father's name of a person, as in Russian; often left out.</summary>
    Patronymic,

    /// <summary>One letter.</summary>
    Initial,

    /// <summary>A number in digits or Roman numerals. Two numbers must be equal.</summary>
    Number,

    /// <summary>A word that many firms share (<c>generic-words.txt</c>).</summary>
    Generic,

    /// <summary>A legal form (<c>legal-forms.txt</c>). It is compared by class, apart from the words.</summary>
    LegalForm,

    /// <summary>An article, a preposition, a title, "son of" (<c>particles.txt</c>, <c>titles.txt</c>). It is not compared.</summary>
    Particle,
}
