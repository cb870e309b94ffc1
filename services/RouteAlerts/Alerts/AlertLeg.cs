using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>One leg of an alert's route, with places by UN/LOCODE: as it is posted, stored and shown.</summary>
[Leveled]
internal sealed record AlertLeg
{
    /// <summary>The order of travel, from 1; by default the position in the route.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public int? Sequence { get; init; }

    /// <summary>UN/LOCODE of the place where the leg begins; required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? From { get; init; }

    /// <summary>UN/LOCODE of the place where the leg ends; required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? To { get; init; }

    /// <summary>Transport mode, a code of <c>transport_mode</c>; required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Mode { get; init; }

    /// <summary>UN/LOCODEs of the places between, in the order of travel.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Via { get; init; }

    /// <summary>UN/LOCODE of the border crossing.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? BorderPoint { get; init; }

    /// <summary>Means of transport, a code of <c>transport_means</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Means { get; init; }

    /// <summary>How the cargo was concealed, a code of <c>concealment</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Concealment { get; init; }

    /// <summary>What carried the cargo; shown in full only.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public Conveyance? Conveyance { get; init; }

    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? DepartedOn { get; init; }

    /// <summary>Not earlier than <c>departedOn</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ArrivedOn { get; init; }

    /// <summary>The operator of the conveyance, at most 200 characters; shown in full only.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Carrier { get; init; }

    /// <summary>What the cargo was declared as, at most 200 characters.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? CargoCover { get; init; }

    /// <summary>Confidence in the leg: <c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Confidence { get; init; }

    /// <summary>The UN/LOCODEs that the leg touches, in the order of travel.</summary>
    internal IEnumerable<string> Locodes => new[] { From }.Concat(Via ?? []).Append(BorderPoint).Append(To).OfType<string>();
}

/// <summary>What carried the cargo.</summary>
/// <param name="Kind">The scheme of the identifier: imo, mmsi, tail, plate, container, air_waybill or bill_of_lading.</param>
/// <param name="Id">The identifier.</param>
internal sealed record Conveyance(string Kind, string Id);
