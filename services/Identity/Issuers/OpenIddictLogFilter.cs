namespace Exchange.Identity.Issuers;

/// <summary>
/// Keeps OpenIddict's log at Information or above, whatever the operator's configuration asks for: below that it writes
/// whole tokens and assertions.
/// </summary>
internal static class OpenIddictLogFilter
{
    private const string Category = "OpenIddict";

    public static void Apply(LoggerFilterOptions options)
    {
        for (var i = 0; i < options.Rules.Count; i++)
        {
            var rule = options.Rules[i];
            if (rule.CategoryName?.StartsWith(Category, StringComparison.OrdinalIgnoreCase) == true && rule.LogLevel < LogLevel.Information)
                options.Rules[i] = new LoggerFilterRule(rule.ProviderName, rule.CategoryName, LogLevel.Information, rule.Filter);
        }
        // A provider's own rules come before those of a category, so each needs one for it.
        foreach (var provider in options.Rules.Select(r => r.ProviderName).Append(null).Distinct().ToList())
        {
            if (!options.Rules.Any(r => r.ProviderName == provider && string.Equals(r.CategoryName, Category, StringComparison.OrdinalIgnoreCase)))
                options.Rules.Add(new LoggerFilterRule(provider, Category, LogLevel.Information, null));
        }
    }
}
