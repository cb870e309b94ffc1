namespace Exchange.Matching;

/// <summary>A record that can be the subject that was asked, with everything that its place in the answer rests on.</summary>
/// <param name="Id">The record. It makes the order total.</param>
/// <param name="Name">The score of the names, with its reasons.</param>
/// <param name="Evidence">What the facts beyond the name say.</param>
public sealed record Candidate(Guid Id, NameScore Name, Evidence Evidence)
{
    /// <summary>The score with the evidence: 0 to 1, four decimals.</summary>
    public double Score { get; } = Math.Round(Evidence.Apply(Name.Value), 4);

    /// <summary><see cref="Band.Exact"/> for a shared identifier, else the band of the score.</summary>
    public Band Band => Evidence.Identifier == Agreement.Equal ? Band.Exact : Bands.Of(Score);

    /// <summary>The best first: by shared identifier, score, evidence, id. No two different records tie.</summary>
    public static IComparer<Candidate> BestFirst { get; } = Comparer<Candidate>.Create((a, b) =>
    {
        var order = (b.Band == Band.Exact).CompareTo(a.Band == Band.Exact);
        if (order == 0) order = b.Score.CompareTo(a.Score);
        if (order == 0) order = b.Evidence.Rank.CompareTo(a.Evidence.Rank);
        return order != 0 ? order : a.Id.CompareTo(b.Id);
    });
}
