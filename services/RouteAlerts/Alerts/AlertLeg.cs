using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>One leg of an alert's route, with places by UN/LOCODE: as it is posted, stored and shown.</summary>
[Leveled]
internal sealed record AlertLeg
{
    /// <summary>The most places between the ends of a leg.</summary>
    public const int MostVia = 50;

    private const int MaxName = 200;

    /// <summary>The order of travel, from 1; by default the position in the route.</summary>
    [Between(1, int.MaxValue)][VisibleFrom(ReleaseLevel.Summary)] public int? Sequence { get; init; }

    /// <summary>The place where the leg begins; required.</summary>
    [RequiredField][Locode][VisibleFrom(ReleaseLevel.Summary)] public string? From { get; init; }

    /// <summary>The place where the leg ends; required.</summary>
    [RequiredField][Locode][VisibleFrom(ReleaseLevel.Summary)] public string? To { get; init; }

    /// <summary>The mode of transport; required.</summary>
    [RequiredField][Code("transport_mode")][VisibleFrom(ReleaseLevel.Summary)] public string? Mode { get; init; }

    /// <summary>The places between, in the order of travel.</summary>
    [Most(MostVia)][Locode][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Via { get; init; }

    /// <summary>The place of the border crossing.</summary>
    [Locode][VisibleFrom(ReleaseLevel.Summary)] public string? BorderPoint { get; init; }

    /// <summary>The means of transport.</summary>
    [Code("transport_means")][VisibleFrom(ReleaseLevel.Summary)] public string? Means { get; init; }

    /// <summary>How the cargo was concealed.</summary>
    [Code("concealment")][VisibleFrom(ReleaseLevel.Summary)] public string? Concealment { get; init; }

    /// <summary>What carried the cargo; shown in full only.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public Conveyance? Conveyance { get; init; }

    /// <summary>The day of departure.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? DepartedOn { get; init; }

    /// <summary>The day of arrival; not earlier than <c>departedOn</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ArrivedOn { get; init; }

    /// <summary>The operator of the conveyance; shown in full only.</summary>
    [Text(MaxName)][VisibleFrom(ReleaseLevel.Full)] public string? Carrier { get; init; }

    /// <summary>What the cargo was declared as.</summary>
    [Text(MaxName)][VisibleFrom(ReleaseLevel.Summary)] public string? CargoCover { get; init; }

    /// <summary>Confidence in the leg.</summary>
    [Code("confidence")][VisibleFrom(ReleaseLevel.Summary)] public string? Confidence { get; init; }

    /// <summary>The UN/LOCODEs that the leg touches, in the order of travel.</summary>
    internal IEnumerable<string> Locodes => new[] { From }.Concat(Via ?? []).Append(BorderPoint).Append(To).OfType<string>();
}

/// <summary>What carried the cargo, by an identifier whose form and check digit have to be those of its scheme.</summary>
internal sealed record Conveyance
{
    /// <summary>The scheme of the identifier; required.</summary>
    [RequiredField][Code("conveyance_scheme")] public string? Kind { get; init; }

    /// <summary>The identifier in capital letters, such as <c>9074729</c>; required.</summary>
    [RequiredField][Text(35)] public string? Id { get; init; }
}
