using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.BrokerRegistry.Licences;

/// <summary>A decision about a licence as a reader is shown it.</summary>
internal sealed record LicenceView : LicenceContent
{
    private LicenceView(LicenceContent content) : base(content)
    {
    }

    /// <summary>The id of the decision.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }

    /// <summary>The broker's entry.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required Guid BrokerId { get; init; }

    /// <summary>The State that decided.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public required string Register { get; init; }

    /// <summary>At which level this is shown.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }

    /// <summary>Whether the decision stands.</summary>
    [OneOf(typeof(LicenceStates), nameof(LicenceStates.All))][VisibleFrom(ReleaseLevel.Summary)] public required string State { get; init; }

    /// <summary>Why it is suspended or revoked.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? StateReason { get; init; }

    /// <summary>Since when it is so, UTC.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset StateChangedAt { get; init; }

    /// <summary>When the decision was recorded, UTC.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The authority that recorded it; for its State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? RecordedBy { get; init; }

    /// <summary>To whom it is released; for its State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<Release>? Releases { get; init; }

    internal static LicenceView Of(Licence licence, ReleaseLevel level, Principal reader) => new(licence.Read())
    {
        Id = licence.Id,
        BrokerId = licence.BrokerId,
        Register = licence.Originator,
        Level = level,
        State = licence.State,
        StateReason = licence.StateReason,
        StateChangedAt = licence.StateChangedAt,
        RecordedAt = licence.RecordedAt,
        RecordedBy = reader.Member == licence.Originator ? licence.RecordedBy : null,
        Releases = reader.Member == licence.Originator ? licence.Releases : null,
    };
}

/// <summary>How licences are shown, and who may change them.</summary>
internal sealed class LicenceForm : IRecordForm<Licence, LicenceView>
{
    public ValueTask<LicenceView> ViewAsync(Visible<Licence> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        ValueTask.FromResult(LicenceView.Of(seen.Record, seen.Level, reader));

    public ProblemHttpResult? RefuseChange(Licence record, Principal caller) =>
        record.Originator == caller.Member ? BrokerForm.RefuseOthers(caller) : Problems.Forbidden("Only the State that decided changes a licence.");
}
