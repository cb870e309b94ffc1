namespace Exchange.Matching;

/// <summary>The rules that an answer names in <c>why</c>. They are part of the interface and never change.</summary>
public static class WhyRule
{
    /// <summary>The same word.</summary>
    public const string Same = "same";

    /// <summary>The same number, as digits or Roman numerals.</summary>
    public const string Number = "number";

    /// <summary>A general word in another language, or a synonym.</summary>
    public const string Translation = "translation";

    /// <summary>A given name in another form.</summary>
    public const string NameVariant = "name_variant";

    /// <summary>An initial of the other's word.</summary>
    public const string Initial = "initial";

    /// <summary>Another spelling of the same sound.</summary>
    public const string Sound = "sound";

    /// <summary>A similar spelling, within what the length of the word allows.</summary>
    public const string Spelling = "spelling";

    /// <summary>The same consonants, where a script writes no vowels.</summary>
    public const string Consonants = "consonants";

    /// <summary>The article "al" is written together with the word in one name.</summary>
    public const string Article = "article";

    /// <summary>"Abd" ("servant of") or "Abu" ("father of") is left out.</summary>
    public const string ServantDropped = "servant_dropped";

    /// <summary>The same word, joined or split otherwise.</summary>
    public const string Joined = "joined";

    /// <summary>Each name has a word here that the other lacks: they say different things.</summary>
    public const string Contradicted = "contradicted";

    /// <summary>A word that the other name leaves out.</summary>
    public const string Omitted = "omitted";

    /// <summary>The names have no word in common that names a subject.</summary>
    public const string NothingDistinctive = "nothing_distinctive";

    /// <summary>Only one word in common names a subject, and there are more.</summary>
    public const string OneWordInCommon = "one_word_in_common";

    /// <summary>A number that the other name lacks, or has otherwise.</summary>
    public const string NumberDiffers = "number_differs";

    /// <summary>The legal forms are of different classes.</summary>
    public const string LegalFormDiffers = "legal_form_differs";

    /// <summary>The same words in another order.</summary>
    public const string OrderDiffers = "order_differs";

    /// <summary>"X son of Y" against "Y son of X".</summary>
    public const string FatherAndSon = "father_and_son";

    /// <summary>The initial of one is a second name of the other.</summary>
    public const string InitialOfSecondName = "initial_of_second_name";

    /// <summary>One name is a person's, the other an organization's.</summary>
    public const string KindDiffers = "kind_differs";

    /// <summary>A name has too little to be compared.</summary>
    public const string TooLittle = "too_little";
}
