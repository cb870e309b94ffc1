namespace Exchange.Identity.Issuers;

/// <summary>
/// Keeps OpenIddict's log at Information or above, whatever the configuration says: below that, it logs whole tokens and
/// assertions.
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
        // Rules of a provider take precedence over rules of a category, so each provider needs its own.
        foreach (var provider in options.Rules.Select(r => r.ProviderName).Append(null).Distinct().ToList())
        {
            if (!options.Rules.Any(r => r.ProviderName == provider && string.Equals(r.CategoryName, Category, StringComparison.OrdinalIgnoreCase)))
                options.Rules.Add(new LoggerFilterRule(provider, Category, LogLevel.Information, null));
        }
    }
}
