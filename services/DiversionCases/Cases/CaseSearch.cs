using System.Text.Json;
using Exchange.Contracts.Vocabularies;
using Exchange.DiversionCases.Cases.Content;

namespace Exchange.DiversionCases.Cases;

/// <summary>What lists search in. It is made of what a level shows, as it is shown: a filter reveals nothing that is hidden from the reader.</summary>
internal static class CaseSearch
{
    private const char Separator = '\n';

    /// <summary>Every text of what a summary shows, the reference before them, and every other text of what is shown in full: a line each, folded.</summary>
    public static (string InSummary, string InFull) TextsOf(string reference, ReadOnlySpan<byte> summary, ReadOnlySpan<byte> full)
    {
        var known = StringsOf(summary).ToHashSet(StringComparer.Ordinal);
        return (Folded(known.Prepend(reference)), Folded(StringsOf(full).Distinct().Where(text => !known.Contains(text))));
    }

    private static string Folded(IEnumerable<string> texts) => string.Join(Separator, texts.Select(NameFolding.Fold).Where(text => text.Length > 0));

    /// <summary>The countries that a case names, also as those of its places.</summary>
    public static IReadOnlyList<string> CountriesOf(CaseContent content)
    {
        IEnumerable<string?> named =
        [
            content.Location?.Country,
            .. (content.Items ?? []).SelectMany(item => item.Marks ?? []).Select(mark => mark.Country),
            .. (content.Actors ?? []).Select(actor => actor.Country),
            .. (content.Documents ?? []).Select(document => document.IssuingState),
            content.Recovery?.DepartureCountry, .. content.Recovery?.TransitCountries ?? [],
            content.Recovery?.DestinationCountry, content.Recovery?.PointOfDiversion,
            content.Postal?.SenderCountry, content.Postal?.AddresseeCountry,
            .. (content.Prosecutions ?? []).Select(prosecution => prosecution.CourtCountry),
            .. LocodesOf(content).Select(locode => Countries.FindAlpha2(locode[..2])?.Alpha3),
        ];
        return [.. named.OfType<string>().Distinct()];
    }

    /// <summary>The UN/LOCODEs that a case names.</summary>
    public static IEnumerable<string> LocodesOf(CaseContent content) =>
        (content.Route ?? []).SelectMany(leg => new[] { leg.From, leg.To })
            .Prepend(content.Location?.Unlocode).Append(content.Postal?.MailCentre).OfType<string>().Distinct();

    private static List<string> StringsOf(ReadOnlySpan<byte> json)
    {
        var strings = new List<string>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String) strings.Add(reader.GetString()!);
        }
        return strings;
    }
}
