using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.BrokerRegistry.Licences;

/// <summary>
/// A decision about a brokering licence: what is posted, stored and shown. A licence is apart from the registration: it allows one transaction, or the
/// transactions of a kind. Parties, route and value are shown in full only.
/// </summary>
[Leveled]
internal record LicenceContent
{
    /// <summary>The number of the decision; the State gives it, and never to another one.</summary>
    [RequiredField][Text(64)][VisibleFrom(ReleaseLevel.Summary)] public string? Number { get; init; }

    /// <summary>For one transaction, for several, or for everybody who fulfils its conditions.</summary>
    [RequiredField][Code("licence_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }

    /// <summary>How the authority decided.</summary>
    [RequiredField][Code("licence_decision")][VisibleFrom(ReleaseLevel.Summary)] public string? Decision { get; init; }

    /// <summary>The day (UTC) of the decision.</summary>
    [RequiredField][PastDay][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? DecidedOn { get; init; }

    /// <summary>Why it decided so.</summary>
    [Text(2_000, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? Ground { get; init; }

    /// <summary>What the broker has to fulfil.</summary>
    [Text(2_000, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? Conditions { get; init; }

    /// <summary>The first day (UTC) on which a granted licence holds.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day (UTC) on which it holds.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidUntil { get; init; }

    /// <summary>The goods.</summary>
    [RequiredField][Most(100)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<LicensedGoods>? Goods { get; init; }

    /// <summary>Where the goods come from.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? Origin { get; init; }

    /// <summary>Countries through which they go.</summary>
    [Most(20)][Country][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Transit { get; init; }

    /// <summary>Where they are used in the end.</summary>
    [RequiredField][Country][VisibleFrom(ReleaseLevel.Summary)] public string? Destination { get; init; }

    /// <summary>For what they are used.</summary>
    [Text(2_000, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? EndUse { get; init; }

    /// <summary>Who has a part in the transaction.</summary>
    [Most(50)][VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<LicenceParty>? Parties { get; init; }

    /// <summary>The end-user certificate of the transaction.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public CertificateReference? Certificate { get; init; }

    /// <summary>The places through which the goods go, in order.</summary>
    [Most(50)][Text(5)][VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<string>? Route { get; init; }

    /// <summary>The value of the goods.</summary>
    [Between(0, 1e15)][VisibleFrom(ReleaseLevel.Full)] public decimal? Value { get; init; }

    /// <summary>The currency of the value, ISO 4217.</summary>
    [Form(typeof(LicenceRules), nameof(LicenceRules.CurrencyFault), Max = 3, Pattern = "^[A-Z]{3}$")][VisibleFrom(ReleaseLevel.Full)] public string? Currency { get; init; }
}

/// <summary>Goods of a licence.</summary>
[Leveled]
internal sealed record LicensedGoods
{
    /// <summary>What kind of arms.</summary>
    [RequiredField][Code("item_category")][VisibleFrom(ReleaseLevel.Summary)] public string? Category { get; init; }

    /// <summary>How many or how much, in the unit.</summary>
    [Whole(1, 1e12)][VisibleFrom(ReleaseLevel.Full)] public long? Quantity { get; init; }

    /// <summary>The unit; pieces unless told.</summary>
    [Code("quantity_unit")][VisibleFrom(ReleaseLevel.Full)] public string? Unit { get; init; }

    /// <summary>The goods in words.</summary>
    [Text(500)][VisibleFrom(ReleaseLevel.Full)] public string? Description { get; init; }
}

/// <summary>Somebody who has a part in a transaction.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record LicenceParty
{
    /// <summary>The part.</summary>
    [RequiredField][Code("licence_party_role")] public string? Role { get; init; }

    /// <summary>The name.</summary>
    [RequiredField][Text(300)] public string? Name { get; init; }

    /// <summary>Where it is established or lives.</summary>
    [Country] public string? Country { get; init; }

    /// <summary>Its address, in lines.</summary>
    [Text(500, Lines = true)] public string? Address { get; init; }
}

/// <summary>An end-user certificate, by State and number.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record CertificateReference
{
    /// <summary>The State that issued it.</summary>
    [RequiredField][Country] public string? State { get; init; }

    /// <summary>Its number.</summary>
    [RequiredField][Text(64)] public string? Number { get; init; }
}
