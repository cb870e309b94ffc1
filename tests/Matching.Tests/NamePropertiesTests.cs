using CsCheck;
using Xunit;

namespace Exchange.Matching.Tests;

public sealed class NamePropertiesTests
{
    private static readonly Gen<NameKind> Kinds = Gen.Enum<NameKind>();

    private static readonly string[] Pieces =
    [
        "Zephyrox", "zefirox", "Trading", "تجارة", "ООО", "LTD", "bin", "Samir", "سمير", "王", "小明", "김", "7", "VII", "A", "b.", "&", "de", "-", "S.A.", "Co.", "Abd", "al", "Rahman",
        "Γεώργιος", "משה", "\u202e", "\u0000", "\ud800", "\udc00", "\U0001F600", "e\u0301\u0301\u0301", "ﷺ", "ǅ", "\u0378", "\ufffe", "İ", "ß",
    ];

    private static readonly string[] Separators = [" ", "", "-", "\n"];

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Select(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 8], Gen.Int[0, 3].Select(i => Separators[i]), (pieces, between) => string.Join(between, pieces)),
        Gen.Char.Array[0, 40].Select(characters => new string(characters)),
        Gen.String);

    [Fact]
    public void Scores_are_symmetric_in_range_and_have_reasons() => Gen.Select(Names, Kinds, Names, Kinds).Sample((left, kind, right, otherKind) =>
    {
        var (a, b) = (ParsedName.Parse(left, kind), ParsedName.Parse(right, otherKind));
        var (there, back) = (NameScore.Of(a, b), NameScore.Of(b, a));
        return there.Value == back.Value && there.Value is >= 0 and <= 1 && there.Why.Count > 0 && back.Why.Count > 0 && there.Value == NameScore.ValueOf(a, b);
    }, iter: 20_000);

    [Fact]
    public void A_name_is_itself() => Gen.Select(Names, Kinds).Sample((text, kind) =>
    {
        var name = ParsedName.Parse(text, kind);
        return !name.IsSearchable || NameScore.Of(name, name) is { Value: 1, Band: Band.Strong };
    }, iter: 20_000);

    [Fact]
    public void Keys_and_signature_are_the_same_each_time() => Gen.Select(Names, Kinds).Sample((name, kind) =>
    {
        var (one, two) = (ParsedName.Parse(name, kind), ParsedName.Parse(name, kind));
        return NameKeys.ToStore(one).SequenceEqual(NameKeys.ToStore(two)) && NameSignature.Of(one) == NameSignature.Of(two) && NameKeys.ToStore(one).Count <= 400;
    }, iter: 5_000);

    [Fact]
    public void A_searchable_name_finds_itself() => Gen.Select(Names, Kinds).Sample((text, kind) =>
    {
        var name = ParsedName.Parse(text, kind);
        return !name.IsSearchable || NameKeys.ToAsk(name).Intersect(NameKeys.ToStore(name)).Any();
    }, iter: 5_000);

    [Fact]
    public void Long_names_are_parsed() => Gen.Select(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]), Kinds).Sample((piece, kind) =>
    {
        var name = ParsedName.Parse(string.Concat(Enumerable.Repeat(piece, 10_000)), kind);
        return NameScore.Of(name, name).Value is >= 0 and <= 1 && NameKeys.ToStore(name).Count >= 0;
    }, iter: 200);
}
