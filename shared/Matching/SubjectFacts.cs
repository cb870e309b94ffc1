namespace Exchange.Matching;

/// <summary>What is known of a subject beyond its name. All of it may be missing.</summary>
/// <param name="BirthDate">The date of birth or, for an organization, null.</param>
/// <param name="BirthYear">The year of birth where the day is not known. Ignored beside a date.</param>
/// <param name="Country">ISO 3166-1 alpha-3. It is shown, and never changes a score.</param>
/// <param name="Identifiers">Identifiers as <c>SCHEME:VALUE</c>, normalized by the caller; they are compared exactly.</param>
public sealed record SubjectFacts(DateOnly? BirthDate = null, int? BirthYear = null, string? Country = null, IReadOnlyList<string>? Identifiers = null)
{
    /// <summary>Nothing is known.</summary>
    public static SubjectFacts None { get; } = new();
}
