namespace Exchange.Matching;

/// <summary>Whose name it is. It decides how words are read: a person has no legal form, a firm has no patronymic.</summary>
public enum NameKind
{
    /// <summary>Not known: words are read both ways.</summary>
    Unknown,

    /// <summary>A natural person.</summary>
    Person,

    /// <summary>A firm or another legal person.</summary>
    Organization,
}
