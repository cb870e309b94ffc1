namespace Exchange.Contracts.Vocabularies;

/// <summary>Finds the name that was probably meant.</summary>
public static class NearestName
{
    private const int LongestName = 64;

    /// <summary>The name that is a few typing errors away from <paramref name="given"/>, or null if none is near. Case does not matter.</summary>
    public static string? Of(string given, IEnumerable<string> names)
    {
        if (given.Length is 0 or > LongestName) return null;
        // In a name of a letter or two, a typing error leaves nothing to compare.
        var most = Math.Min(Math.Clamp(given.Length / 3, 1, 3), given.Length - 1);
        return names.Select(name => (Name: name, Distance: EditDistance.Between(given.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= most).OrderBy(candidate => candidate.Distance).Select(candidate => candidate.Name).FirstOrDefault();
    }
}
