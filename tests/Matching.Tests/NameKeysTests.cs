using System.Globalization;
using System.Runtime.CompilerServices;
using Exchange.Matching.Tests.Pairs;
using Xunit;

namespace Exchange.Matching.Tests;

public sealed class NameKeysTests
{
    /// <summary>Set to 1, the file is written instead: only together with a new <see cref="NameKeys.KeyVersion"/>.</summary>
    private const string Variable = "EXCHANGE_WRITE_KEYS";

    private static readonly (string Name, NameKind Kind)[] Golden =
    [
        ("Zephyrox Trading LLC", NameKind.Organization), ("Сергей Крутохвощев", NameKind.Person), ("金龙川贸易有限公司", NameKind.Organization), ("خالد القنديري", NameKind.Person),
        ("Tolva", NameKind.Unknown), ("11420 Corp.", NameKind.Organization), ("J. Pellingford", NameKind.Person),
    ];

    [Fact]
    public void Keys_of_this_version_never_change()
    {
        var lines = Golden.Select(golden => Line(ParsedName.Parse(golden.Name, golden.Kind))).Prepend($"version {NameKeys.KeyVersion}").ToArray();
        if (Environment.GetEnvironmentVariable(Variable) == "1") File.WriteAllLines(GoldenFile(), lines);
        Assert.Equal(File.ReadLines(GoldenFile()), lines);
    }

    [Theory]
    [InlineData("Tolva Ltd", "Tolma Ltd")]
    [InlineData("Zephyrox Trading", "Zephirox LLC")]
    [InlineData("Bei Chen Ling", "Beichenling")]
    [InlineData("Сталезор", "Stalezor")]
    public void A_similar_firm_is_found(string asked, string stored) => Assert.NotEmpty(
        NameKeys.ToAsk(ParsedName.Parse(asked, NameKind.Organization)).Intersect(NameKeys.ToStore(ParsedName.Parse(stored, NameKind.Organization))));

    [Fact]
    public void A_person_is_found_by_an_initial() => Assert.NotEmpty(
        NameKeys.ToAsk(ParsedName.Parse("H. Grimsditch", NameKind.Person)).Intersect(NameKeys.ToStore(ParsedName.Parse("Harriet Grimsditch", NameKind.Person))));

    [Fact]
    public void What_scores_as_a_candidate_shares_a_key_in_98_of_100()
    {
        var same = LabelledPair.Read(PairFile.Path).Where(pair => pair.Same).Select(pair => (Left: ParsedName.Parse(pair.Left, pair.Kind), Right: ParsedName.Parse(pair.Right, pair.Kind)))
            .Where(pair => NameScore.ValueOf(pair.Left, pair.Right) >= Bands.Possible).ToList();
        var found = same.Count(pair => NameKeys.ToAsk(pair.Left).Intersect(NameKeys.ToStore(pair.Right)).Any());
        Assert.True(found >= 0.98 * same.Count, $"{found} of {same.Count}");
    }

    [Fact]
    public void The_signature_ranks_the_same_name_first()
    {
        var asked = NameSignature.Of(ParsedName.Parse("Zefirox Trading"));
        Assert.True(NameSignature.Likeness(asked, NameSignature.Of(ParsedName.Parse("Zephyrox LLC"))) > NameSignature.Likeness(asked, NameSignature.Of(ParsedName.Parse("Pendrake LLC"))));
    }

    [Fact]
    public void Too_little_has_no_keys() => Assert.Empty(NameKeys.ToStore(ParsedName.Parse("Co. Ltd.", NameKind.Organization)));

    private static string Line(ParsedName name) =>
        string.Join(' ', NameKeys.ToStore(name).Append(NameSignature.Of(name)).Select(key => key.ToString("x16", CultureInfo.InvariantCulture)).Prepend($"{name.Text}:"));

    private static string GoldenFile([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "keys.golden.txt");
}
