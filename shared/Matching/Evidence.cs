namespace Exchange.Matching;

/// <summary>How one fact of two subjects compares.</summary>
public enum Agreement
{
    /// <summary>One side or both do not say. It counts for nothing.</summary>
    Missing,

    /// <summary>The same.</summary>
    Equal,

    /// <summary>Nearly the same: day and month swapped, a year off by one, or only the year known.</summary>
    Near,

    /// <summary>Different.</summary>
    Differs,
}

/// <summary>How the facts beyond the name compare.</summary>
/// <param name="Identifier">Equal if an identifier is shared; never <see cref="Agreement.Differs"/>, since a subject has many.</param>
/// <param name="BirthDate">Equal, near, differs or missing.</param>
/// <param name="Country">Equal, differs or missing. Shown only.</param>
public sealed record Evidence(Agreement Identifier, Agreement BirthDate, Agreement Country)
{
    private const double ForBirthDate = 0.05;
    private const double MostWithOtherYear = 0.6;

    /// <summary>Nothing is known beyond the name.</summary>
    public static Evidence None { get; } = new(Agreement.Missing, Agreement.Missing, Agreement.Missing);

    /// <summary>Compares the facts of two subjects. Symmetric.</summary>
    public static Evidence Of(SubjectFacts asked, SubjectFacts found) => new(
        asked.Identifiers is { } ids && found.Identifiers is { } others && ids.Any(id => others.Contains(id, StringComparer.Ordinal)) ? Agreement.Equal : Agreement.Missing,
        Births(asked, found),
        asked.Country is null || found.Country is null ? Agreement.Missing : asked.Country == found.Country ? Agreement.Equal : Agreement.Differs);

    /// <summary>
    /// The score with the evidence: 0 to 1. The same birth date adds 0.05 to a name that is a candidate already, and never makes one; a birth year that
    /// is more than one off caps it at 0.6.
    /// </summary>
    public double Apply(double nameScore) => BirthDate switch
    {
        Agreement.Equal when nameScore >= Bands.Possible => Math.Min(1, nameScore + ForBirthDate),
        Agreement.Differs => Math.Min(nameScore, MostWithOtherYear),
        _ => nameScore,
    };

    /// <summary>How many facts agree, an identifier before all: for the order of candidates.</summary>
    internal int Rank => Points(Identifier) * 100 + Points(BirthDate) * 10 + Points(Country);

    private static int Points(Agreement agreement) => agreement switch { Agreement.Equal => 3, Agreement.Near => 2, Agreement.Missing => 1, _ => 0 };

    private static Agreement Births(SubjectFacts a, SubjectFacts b)
    {
        if ((a.BirthDate?.Year ?? a.BirthYear) is not { } year || (b.BirthDate?.Year ?? b.BirthYear) is not { } otherYear) return Agreement.Missing;
        if (Math.Abs(year - otherYear) > 1) return Agreement.Differs;
        if (a.BirthDate is not { } date || b.BirthDate is not { } other) return Agreement.Near;
        return date == other ? Agreement.Equal : Agreement.Near;
    }
}
