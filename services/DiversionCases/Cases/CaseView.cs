using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Places;

namespace Exchange.DiversionCases.Cases;

/// <summary>
/// A case as a reader is shown it. Of what changes without the reader's being shown it (versions, releases to others) only
/// the originator is told.
/// </summary>
public sealed record CaseView : CaseContent
{
    private CaseView(CaseContent content) : base(content)
    {
    }

    [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }

    /// <summary>The member that reported it.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required string Originator { get; init; }

    /// <summary>At which level this is shown.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public int? Version { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? ReportedAt { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The authority that told this version.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? ChangedBy { get; init; }

    /// <summary>Why it was withdrawn; for its originator.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? WithdrawalReason { get; init; }

    /// <summary>To whom it is released; for its originator.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<Release>? Releases { get; init; }

    /// <summary>The places that the case names by UN/LOCODE; one that is in no list here is not verified.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Place>? Places { get; init; }

    /// <summary>The current version, as <paramref name="reader"/> sees it.</summary>
    internal static CaseView Of(DiversionCase record, ReleaseLevel level, Principal reader, PlaceLookup places)
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
