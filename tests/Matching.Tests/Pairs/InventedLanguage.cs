namespace Exchange.Matching.Tests.Pairs;

/// <summary>
/// What the generator knows of a language. Each entry of a list is one name with its spellings, <c>own/Latin/other Latin</c>, written by hand from how
/// passports and newspapers write such names, without the tables of the matcher. Family names and brands are invented.
/// </summary>
/// <param name="Code">The language or script.</param>
/// <param name="Given">Given names.</param>
/// <param name="Family">Family names.</param>
/// <param name="Brands">Invented brands.</param>
/// <param name="Trades">General words with their English translation last: <c>own/Latin/English</c>.</param>
/// <param name="Forms">Legal forms of one class, in several spellings: <c>a/b/c</c>.</param>
/// <param name="Order">How a firm is written: <c>T</c> trade, <c>B</c> brand, <c>F</c> form.</param>
/// <param name="FamilyFirst">Whether the family name stands first, without a space.</param>
internal sealed record InventedLanguage(string Code, string Given, string Family, string Brands, string Trades, string Forms, string Order = "BTF", bool FamilyFirst = false)
{
    /// <summary>The entries of a list.</summary>
    public static string[][] Entries(string list) => [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(e => e.Replace('_', ' ').Split('/'))];
}
