using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.BrokerRegistry.Denials;

/// <summary>A licence or a registration that a State denied (2003/468/CFSP, article 5). Whoever considers to license the same asks the denying State first, if it wishes so.</summary>
[Leveled]
internal record DenialContent
{
    /// <summary>The number of the decision; the State gives it, and never to another one.</summary>
    [RequiredField][Text(64)][VisibleFrom(ReleaseLevel.Summary)] public string? Number { get; init; }

    /// <summary>What was denied.</summary>
    [RequiredField][Code("denial_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }

    /// <summary>The day (UTC) of the decision.</summary>
    [RequiredField][PastDay][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? DeniedOn { get; init; }

    /// <summary>The last day (UTC) on which the State minds it. Without it, it has no end.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidUntil { get; init; }

    /// <summary>The kinds of arms.</summary>
    [Code("item_category")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? ItemCategories { get; init; }

    /// <summary>Where they were to go.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? Destination { get; init; }

    /// <summary>Why it was denied.</summary>
    [RequiredField][Code("denial_ground")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Grounds { get; init; }

    /// <summary>Whether the State asks to be consulted before another licenses the same.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? ConsultFirst { get; init; }

    /// <summary>Who applied.</summary>
    [RequiredField][Text(300)][VisibleFrom(ReleaseLevel.Full)] public string? Applicant { get; init; }

    /// <summary>Where the applicant is established or lives.</summary>
    [Country][VisibleFrom(ReleaseLevel.Full)] public string? ApplicantCountry { get; init; }

    /// <summary>The end user.</summary>
    [Text(300)][VisibleFrom(ReleaseLevel.Full)] public string? EndUser { get; init; }

    /// <summary>For what they were to be used.</summary>
    [Text(2_000, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? EndUse { get; init; }

    /// <summary>The reasons in words, in lines.</summary>
    [Text(5_000, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? Reasons { get; init; }
}

/// <summary>What a denial has to fulfil.</summary>
internal static class DenialRules
{
    /// <summary>The kind that names items and a destination.</summary>
    public const string Licence = "licence";

    /// <summary>Checks the fields.</summary>
    public static void Check(DenialContent denial, DateOnly today, Faults faults)
    {
        var check = new Check(faults) { Today = today };
        check.Fields(denial);
        if (denial.Grounds is []) check.Fault("grounds", "is required: at least one");
        if (denial.ValidUntil < denial.DeniedOn) check.Fault("validUntil", "is before deniedOn");
        if (denial.Kind == Licence)
        {
            check.Required(denial.Destination);
            if (denial.ItemCategories is not { Count: > 0 }) check.Fault("itemCategories", "is required: at least one");
        }
    }
}
