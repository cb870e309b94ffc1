using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases.Content;
using Exchange.DiversionCases.Places;

namespace Exchange.DiversionCases.Cases;

/// <summary>
/// A case as a reader is shown it. Of what changes without the reader's being shown it (versions, releases to others) only
/// the originator is told.
/// </summary>
internal sealed record CaseView : CaseContent
{
    private CaseView(CaseContent content) : base(content)
    {
    }

    /// <summary>The id of the case; it never changes.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }

    /// <summary>What people call the case, such as <c>KEN-2026-48392017</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }

    /// <summary>The member that reported it.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required string Originator { get; init; }

    /// <summary>At which level this is shown.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }

    /// <summary>1 for the first; it grows by one with each amendment.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public int? Version { get; init; }

    /// <summary>When it was reported, UTC.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>When this version was reported, UTC.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The authority that told this version.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? ChangedBy { get; init; }

    /// <summary>Why it was withdrawn; for its originator.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? WithdrawalReason { get; init; }

    /// <summary>To whom it is released; for its originator.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<Release>? Releases { get; init; }

    /// <summary>What the reader may do with what it is shown; its originator is bound by nothing.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public ReleasedFor? ReleasedFor { get; init; }

    /// <summary>The places that the case names by UN/LOCODE; one that is in no list here is not verified.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Place>? Places { get; init; }

    /// <summary>The current version, as <paramref name="reader"/> sees it.</summary>
    internal static CaseView Of(DiversionCase record, ReleaseLevel level, Principal reader, PlaceLookup places, DateTimeOffset now)
    {
        var content = record.Read();
        var own = reader.Member == record.Originator;
        if (record.IsWithdrawn)
        {
            return new CaseView(content)
            {
                Id = record.Id,
                Reference = record.Reference,
                Originator = record.Originator,
                Level = level,
                Version = own ? record.Version : null,
                ChangedAt = own ? record.ChangedAt : null,
                WithdrawalReason = own ? record.WithdrawalReason : null,
                Releases = own ? record.Releases : null,
            };
        }
        return new CaseView(content)
        {
            Id = record.Id,
            Reference = record.Reference,
            Originator = record.Originator,
            Level = level,
            Version = record.Version,
            ReportedAt = record.ReportedAt,
            ChangedAt = record.ChangedAt,
            ChangedBy = record.ChangedBy,
            Releases = own ? record.Releases : null,
            ReleasedFor = own ? null : ReleasedFor.Of(record.Releases.Reaching(reader, now).Where(release => release.Level == level)),
            Places = PlacesOf(content, places),
        };
    }

    /// <summary>An earlier version, as its originator sees it.</summary>
    internal static CaseView Of(DiversionCase record, EarlierVersion earlier, PlaceLookup places)
    {
        var content = DiversionCase.ReadContent(earlier.Content);
        return new CaseView(content)
        {
            Id = record.Id,
            Reference = record.Reference,
            Originator = record.Originator,
            Level = ReleaseLevel.Full,
            Version = earlier.Version,
            ReportedAt = record.ReportedAt,
            ChangedAt = earlier.ChangedAt,
            ChangedBy = earlier.ChangedBy,
            Places = PlacesOf(content, places),
        };
    }

    private static List<Place>? PlacesOf(CaseContent content, PlaceLookup places) =>
        CaseSearch.LocodesOf(content).Select(locode => places.Check(locode).Place!).ToList() is { Count: > 0 } named ? named : null;
}

/// <summary>
/// The handling that a reader is bound by: of the releases that reach it at the level that it is shown, and of no other, so that
/// nothing is told of what others got.
/// </summary>
[Leveled]
internal sealed record ReleasedFor
{
    /// <summary>What it may be used for: for whatever one of the releases allows. None named means any.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Purposes { get; init; }

    /// <summary>Whether it may be passed on, by the strictest of the releases.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required string Onward { get; init; }

    /// <summary>The instant from which it is no longer shown at this level; none is without end.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? Until { get; init; }

    internal static ReleasedFor? Of(IEnumerable<Release> reaching)
    {
        var releases = reaching.ToList();
        if (releases.Count == 0) return null;
        return new ReleasedFor
        {
            Purposes = releases.Any(r => r.Purposes.Count == 0) ? null : [.. releases.SelectMany(r => r.Purposes).Distinct().Order(StringComparer.Ordinal)],
            Onward = releases.All(r => r.Onward == OnwardRules.WithinRecipients) ? OnwardRules.WithinRecipients : OnwardRules.OriginatorConsentRequired,
            Until = releases.Any(r => r.Until is null) ? null : releases.Max(r => r.Until),
        };
    }
}
