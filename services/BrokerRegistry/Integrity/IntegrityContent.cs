using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.BrokerRegistry.Integrity;

/// <summary>What speaks against a broker, with a charge kept apart from a final conviction (outcome document, paras 79, 102). Names of other persons do not belong here.</summary>
[Leveled]
internal record IntegrityContent
{
    /// <summary>A charge, a final conviction, or something else. A charge proves nothing.</summary>
    [RequiredField][Code("integrity_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }

    /// <summary>The offence.</summary>
    [Code("offence")][VisibleFrom(ReleaseLevel.Summary)] public string? Offence { get; init; }

    /// <summary>The day of the charge, the judgment or the decision.</summary>
    [RequiredField][PastDay][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? On { get; init; }

    /// <summary>The day on which a judgment became final.</summary>
    [PastDay][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? FinalOn { get; init; }

    /// <summary>The country of the court or authority.</summary>
    [RequiredField][Country][VisibleFrom(ReleaseLevel.Summary)] public string? Country { get; init; }

    /// <summary>The court or authority.</summary>
    [Text(200)][VisibleFrom(ReleaseLevel.Full)] public string? Authority { get; init; }

    /// <summary>Its file number.</summary>
    [Text(100)][VisibleFrom(ReleaseLevel.Full)] public string? FileNumber { get; init; }

    /// <summary>What was done, in lines.</summary>
    [Text(5_000, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? Summary { get; init; }
}

/// <summary>What an integrity record has to fulfil.</summary>
internal static class IntegrityRules
{
    /// <summary>The kind that a second officer confirms.</summary>
    public const string FinalConviction = "final_conviction";

    /// <summary>Checks the fields.</summary>
    public static void Check(IntegrityContent record, DateOnly today, Faults faults)
    {
        var check = new Check(faults) { Today = today };
        check.Fields(record);
        if (record.Kind == FinalConviction)
        {
            check.Required(record.Offence);
            check.Required(record.FinalOn);
        }
        else if (record.FinalOn is not null) check.Fault("finalOn", "is of a final conviction; another kind is not final");
        if (record.FinalOn < record.On) check.Fault("finalOn", "is before the judgment");
    }
}
