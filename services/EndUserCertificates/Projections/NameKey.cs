using Exchange.Contracts.Vocabularies;

namespace Exchange.EndUserCertificates.Projections;

/// <summary>
/// The form in which names of parties are compared: folded (<see cref="NameFolding"/>), without spaces. It finds another way of writing the same
/// name, not a similar name: a match is a hint for a person, never a finding.
/// </summary>
internal static class NameKey
{
    private const int MaxLength = 200;

    public static string Of(string name)
    {
        var key = NameFolding.Fold(name).Replace(" ", "", StringComparison.Ordinal);
        return key.Length <= MaxLength ? key : key[..MaxLength];
    }

    /// <summary>Of a certificate: its State and its number, in the same form.</summary>
    public static string OfCertificate(string state, string number) => $"{state}/{Of(number)}";
}
