using Exchange.Matching.Tests.Quality;
using Xunit;

namespace Exchange.Matching.Tests.Pairs;

public sealed class PairFileTests
{
    /// <summary>Set to 1, the file is written instead.</summary>
    private const string Variable = "EXCHANGE_WRITE_PAIRS";

    [Fact]
    public void The_generator_makes_exactly_the_file()
    {
        string[] lines = [PairGenerator.Columns, .. PairGenerator.Make().Select(pair => pair.ToLine())];
        if (Environment.GetEnvironmentVariable(Variable) == "1") File.WriteAllLines(PairFile.Path, lines);
        Assert.Equal(lines, File.ReadLines(PairFile.Path));
    }

    [Fact]
    public void There_are_2000_pairs_of_which_half_are_reported_on()
    {
        var pairs = LabelledPair.Read(PairFile.Path);
        Assert.InRange(pairs.Count, 2000, 5000);
        Assert.InRange(pairs.Count(pair => pair.IsReported), pairs.Count * 0.45, pairs.Count * 0.55);
        Assert.InRange(pairs.Select(pair => pair.Language).Distinct().Count(), 12, 20);
    }

    [Fact]
    public void The_reporting_half_is_told_apart()
    {
        var scored = Accuracy.Score(LabelledPair.Read(PairFile.Path).Where(pair => pair.IsReported), Matchers.Ours);
        var accuracy = Accuracy.At(Bands.Possible, scored);
        Assert.True(accuracy.F1 >= 0.95, $"{accuracy}");
    }
}
