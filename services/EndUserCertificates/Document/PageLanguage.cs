using Microsoft.Net.Http.Headers;

namespace Exchange.EndUserCertificates.Document;

/// <summary>Chooses the language of a printed certificate.</summary>
internal static class PageLanguage
{
    /// <summary>The language asked for by name (<c>?lang=</c>), else by the reader's browser, else English.</summary>
    /// <param name="lang">A language tag; the region does not matter. One that there is not is passed over.</param>
    /// <param name="acceptLanguage">Values of <c>Accept-Language</c> (RFC 9110, section 12.5.4).</param>
    public static PageLabels Choose(string? lang, IList<string> acceptLanguage)
    {
        if (Find(lang) is { } asked) return asked;
        if (!StringWithQualityHeaderValue.TryParseList(acceptLanguage, out var preferences)) return PageLabels.All[0];
        return preferences.Where(p => p.Quality is not 0).OrderByDescending(p => p.Quality ?? 1)
            .Select(p => Find(p.Value.Value)).FirstOrDefault(labels => labels is not null) ?? PageLabels.All[0];
    }

    private static PageLabels? Find(string? tag) => tag is null
        ? null
        : PageLabels.All.FirstOrDefault(labels => tag.Split('-')[0].Equals(labels.Language, StringComparison.OrdinalIgnoreCase));
}
