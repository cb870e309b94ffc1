namespace Exchange.EndUserCertificates.Verification.Checks;

/// <summary>A check, and the verdict on the certificate that it gives by itself; null if it gives none.</summary>
internal readonly record struct CheckResult(CertificateCheck Check, string? Verdict)
{
    public static CheckResult Pass(string check, string reason, string source, DateTimeOffset? asOf = null) =>
        Of(check, CheckOutcome.Pass, "ok", reason, source, asOf);

    public static CheckResult Of(
        string check, CheckOutcome outcome, string code, string reason, string source, DateTimeOffset? asOf = null, IReadOnlyList<string>? details = null, string? verdict = null) => new(
            new CertificateCheck { Check = check, Outcome = outcome, Code = code, Reason = reason, Source = source, FactsAsOf = asOf, Details = details is { Count: > 0 } ? details : null },
            verdict);
}

/// <summary>The checks of one verification in their order, and the gravest verdict that they give.</summary>
internal sealed class CheckList
{
    private readonly List<CertificateCheck> made = new(12);
    private int gravest = Verdicts.ByGravity.Count - 1;

    public IReadOnlyList<CertificateCheck> Made => made;

    /// <summary>One of <see cref="Verdicts"/>; <see cref="Verdicts.Authentic"/> if no check says otherwise.</summary>
    public string Verdict => Verdicts.ByGravity[gravest];

    public void Add(CheckResult result)
    {
        made.Add(result.Check);
        if (result.Verdict is null) return;
        for (var rank = 0; rank < gravest; rank++)
        {
            if (Verdicts.ByGravity[rank] == result.Verdict) gravest = rank;
        }
    }
}
