using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.BrokerRegistry.Brokers;

/// <summary>
/// What a register says of a broker: what is posted, what is stored of each version, and what a reader is shown of it at a level. Persons other than the
/// broker itself, addresses and birth dates are shown in full only.
/// </summary>
[Leveled]
internal record BrokerContent
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 300;

    /// <summary>The number in the register; the State gives it, and never to another broker.</summary>
    [RequiredField][Text(64)][VisibleFrom(ReleaseLevel.Summary)] public string? Number { get; init; }

    /// <summary>A company or a natural person.</summary>
    [RequiredField][Code("broker_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }

    /// <summary>The legal name, in the script of the register.</summary>
    [RequiredField][Text(LongestName)][VisibleFrom(ReleaseLevel.Summary)] public string? Name { get; init; }

    /// <summary>Legal names that it had before.</summary>
    [Most(50)][Text(LongestName)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? FormerNames { get; init; }

    /// <summary>Names under which it trades, other spellings, and the name in other scripts.</summary>
    [Most(50)][Text(LongestName)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? OtherNames { get; init; }

    /// <summary>Where it is established or lives.</summary>
    [RequiredField][Country][VisibleFrom(ReleaseLevel.Summary)] public string? Country { get; init; }

    /// <summary>Postal address, in lines.</summary>
    [Text(500, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? Address { get; init; }

    /// <summary>Of a natural person: its nationalities.</summary>
    [Most(10)][Country][VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<string>? Nationalities { get; init; }

    /// <summary>Of a natural person: the day of birth.</summary>
    [PastDay][VisibleFrom(ReleaseLevel.Full)] public DateOnly? BirthDate { get; init; }

    /// <summary>Numbers under which other registers know it.</summary>
    [Most(20)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<BrokerIdentifier>? Identifiers { get; init; }

    /// <summary>Who is responsible for its brokering.</summary>
    [Most(50)][VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<RegisteredPerson>? ResponsiblePersons { get; init; }

    /// <summary>Who owns or controls it in the end.</summary>
    [Most(50)][VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<RegisteredPerson>? BeneficialOwners { get; init; }

    /// <summary>Why the State has jurisdiction over it.</summary>
    [RequiredField][Code("jurisdiction_basis")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? BasisOfJurisdiction { get; init; }

    /// <summary>What it may do as a broker (A/62/163, the report of 2007 on brokering).</summary>
    [RequiredField][Code("brokering_activity")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Activities { get; init; }

    /// <summary>What else it may do that goes with brokering.</summary>
    [Code("associated_activity")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? AssociatedActivities { get; init; }

    /// <summary>Activities that the registration excludes by name.</summary>
    [Code("associated_activity")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? ExcludedActivities { get; init; }

    /// <summary>The kinds of arms that it may broker; none named means those of the law.</summary>
    [Code("item_category")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? ItemCategories { get; init; }

    /// <summary>The law and article of the registration.</summary>
    [Text(500)][VisibleFrom(ReleaseLevel.Summary)] public string? LegalBasis { get; init; }

    /// <summary>Who signed the registration for the authority.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public RegisteredPerson? Signatory { get; init; }

    /// <summary>The first day (UTC) on which the registration holds.</summary>
    [RequiredField][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day (UTC) on which it holds. Without it, it has no end.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidUntil { get; init; }

    /// <summary>The day by which it has to be renewed.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? RenewalDue { get; init; }

    /// <summary>Changes that the broker had to report, with the day on which it did.</summary>
    [Most(200)][VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<MaterialChange>? MaterialChanges { get; init; }

    /// <summary>Whether the entry is public under the State's own law.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? PublicEntry { get; init; }
}

/// <summary>A number under which another register knows the broker.</summary>
[Leveled]
internal sealed record BrokerIdentifier
{
    /// <summary>The register that gives the number.</summary>
    [RequiredField][Code("broker_identifier")][VisibleFrom(ReleaseLevel.Summary)] public string? Scheme { get; init; }

    /// <summary>The number. The check digits of an LEI (ISO 17442) are checked.</summary>
    [RequiredField][Text(100)][VisibleFrom(ReleaseLevel.Summary)] public string? Value { get; init; }

    /// <summary>The country of the register; an LEI needs none.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? Country { get; init; }
}

/// <summary>A natural person beside a broker.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record RegisteredPerson
{
    /// <summary>The person's name.</summary>
    [RequiredField][Text(BrokerContent.LongestName)] public string? Name { get; init; }

    /// <summary>What the person is, such as director.</summary>
    [Text(100)] public string? Position { get; init; }

    /// <summary>The person's nationality.</summary>
    [Country] public string? Nationality { get; init; }

    /// <summary>The day of birth.</summary>
    [PastDay] public DateOnly? BirthDate { get; init; }
}

/// <summary>A change that a broker had to report to the register.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record MaterialChange
{
    /// <summary>What changed.</summary>
    [RequiredField][Text(500)] public string? What { get; init; }

    /// <summary>The day of the change.</summary>
    [PastDay] public DateOnly? ChangedOn { get; init; }

    /// <summary>The day on which the broker reported it.</summary>
    [RequiredField][PastDay] public DateOnly? ReportedOn { get; init; }
}
