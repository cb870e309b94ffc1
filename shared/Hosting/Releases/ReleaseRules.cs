using System.Globalization;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;

namespace Exchange.Hosting.Releases;

/// <summary>A release as posted: to whom, how much, until when, for what.</summary>
[CheckedApart]
public sealed record ReleaseInput
{
    /// <summary>A member (<c>UGA</c>), a group's States (<c>EAC/*</c>) or every member (<c>*</c>).</summary>
    [RequiredField][Most(ReleaseRules.MostRecipients)][Text(20)] public IReadOnlyList<string>? To { get; init; }

    /// <summary>Only to authorities with one of these functions; none named means any.</summary>
    [Code("function")] public IReadOnlyList<string>? Functions { get; init; }

    /// <summary><c>full</c>, <c>summary</c> or <c>hit</c>.</summary>
    [RequiredField][OneOf("full", "summary", "hit")] public string? Level { get; init; }

    /// <summary>The instant from which it no longer holds.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What it may be used for; none named means any.</summary>
    [Code("purpose")] public IReadOnlyList<string>? Purposes { get; init; }

    /// <summary>Whether recipients may pass it on; by default with the originator's consent alone.</summary>
    [Code("onward_rule")] public string? Onward { get; init; }
}

/// <summary>What a release has to fulfil.</summary>
public static class ReleaseRules
{
    private const int MostReleases = 50;
    internal const int MostRecipients = 250;

    /// <summary>Recipients times functions, of all releases together: the rows that they take.</summary>
    private const int MostGrants = 2_000;

    /// <param name="atLeast">The least level that such a record can be released at.</param>
    /// <summary>The releases meant; what is wrong with them is in <paramref name="faults"/>.</summary>
    public static IReadOnlyList<Release> Check(IReadOnlyList<ReleaseInput>? inputs, TrustDirectory trust, DateTimeOffset now, Faults faults,
        ReleaseLevel atLeast = ReleaseLevel.Hit)
    {
        if (inputs is null) return [];
        foreach (var (input, i) in inputs.Take(MostReleases).Select((input, i) => (input, i)))
            Check(input, string.Create(CultureInfo.InvariantCulture, $"releases[{i}]"), trust, now, atLeast, faults);
        if (inputs.Count > MostReleases) faults.Add("releases", $"has {inputs.Count} entries; at most {MostReleases}");
        // With a fault anywhere the request is refused: only whole releases are counted and made.
        if (faults.Any) return [];
        if (inputs.Sum(input => input.To!.Count * Math.Max(1, input.Functions?.Count ?? 0)) > MostGrants)
            faults.Add("releases", $"name more than {MostGrants} pairs of recipient and function; a group or * says the same in one");
        return [.. inputs.Select(input => new Release
        {
            To = [.. input.To!.Distinct()],
            Functions = [.. (input.Functions ?? []).Distinct()],
            Level = Levels[input.Level!],
            Until = input.Until?.ToUniversalTime(),
            Purposes = input.Purposes ?? [],
            Onward = input.Onward ?? OnwardByDefault,
        })];
    }

    private static readonly Dictionary<string, ReleaseLevel> Levels = new()
    {
        ["hit"] = ReleaseLevel.Hit,
        ["summary"] = ReleaseLevel.Summary,
        ["full"] = ReleaseLevel.Full,
    };

    private const string OnwardByDefault = "originator_consent_required";

    private static void Check(ReleaseInput? input, string path, TrustDirectory trust, DateTimeOffset now, ReleaseLevel atLeast, Faults faults)
    {
        if (input is null)
        {
            faults.Add(path, "is null");
            return;
        }
        if (input.To is not { Count: > 0 and <= MostRecipients }) faults.Add($"{path}.to", $"is required: 1 to {MostRecipients} recipients");
        foreach (var (to, i) in (input.To ?? []).Take(MostRecipients).Select((to, i) => (to, i)))
        {
            if (to is not { Length: <= 20 } || trust.Reached(to, DateOnly.FromDateTime(now.UtcDateTime)) is null)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{path}.to[{i}]"), "is no member, no group's States (EAC/*), and not every member (*)");
        }
        CheckCodes(input.Functions, CodeLists.Function, $"{path}.functions", faults);
        if (input.Level is null || !Levels.TryGetValue(input.Level, out var level) || level < atLeast)
            faults.Add($"{path}.level", $"has to be one of: {string.Join(", ", Levels.Where(l => l.Value >= atLeast).Select(l => l.Key).Reverse())}");
        if (input.Until <= now) faults.Add($"{path}.until", "is over already");
        CheckCodes(input.Purposes, CodeLists.Purpose, $"{path}.purposes", faults);
        if (input.Onward is { } onward && !CodeLists.OnwardRule.Contains(onward)) faults.Add($"{path}.onward", CodeLists.OnwardRule.Fault(onward));
    }

    private static void CheckCodes(IReadOnlyList<string>? values, CodeList list, string path, Faults faults)
    {
        if (values?.Count > list.Count) faults.Add(path, $"has {values.Count} entries; at most {list.Count}");
        foreach (var (value, i) in (values ?? []).Take(list.Count).Select((value, i) => (value, i)))
        {
            if (!list.Contains(value)) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), list.Fault(value));
        }
    }
}
