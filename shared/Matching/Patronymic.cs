namespace Exchange.Matching;

/// <summary>Tells a father's name from a family name by its ending.</summary>
internal static class Patronymic
{
    private static readonly string[] Endings =
        ["ovich", "evich", "ovych", "evych", "iovich", "ievich", "ovitch", "evitch", "ovna", "evna", "ivna", "yivna", "ichna", "inichna", "oglu", "ogly", "kyzy"];

    public static bool Is(string latin) => latin.Length > 6 && Array.Exists(Endings, ending => latin.EndsWith(ending, StringComparison.Ordinal));
}
