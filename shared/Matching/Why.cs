namespace Exchange.Matching;

/// <summary>One reason of a score.</summary>
/// <param name="Rule">The rule, one of <see cref="WhyRule"/>.</param>
/// <param name="Asked">The word or words of the name that was asked, in Latin letters; null if the reason has none there.</param>
/// <param name="Found">The same of the name that was found.</param>
/// <param name="Score">How well the words agree, 0 to 1; for a deduction, what it takes from the score, below 0.</param>
/// <param name="Weight">How much the words count, 0 to 4; 0 for a deduction.</param>
public sealed record Why(string Rule, string? Asked, string? Found, double Score, double Weight);
