using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.BrokerRegistry.Integrity;

/// <summary>An integrity record as a reader is shown it.</summary>
internal sealed record IntegrityView : IntegrityContent
{
    private IntegrityView(IntegrityContent content) : base(content)
    {
    }

    /// <summary>The id of the record.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }

    /// <summary>The broker's entry.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required Guid BrokerId { get; init; }

    /// <summary>The State that recorded it.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public required string Register { get; init; }

    /// <summary>At which level this is shown.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }

    /// <summary>Whether it waits for its second officer, is recorded, or was expunged.</summary>
    [OneOf(typeof(IntegrityStates), nameof(IntegrityStates.All))][VisibleFrom(ReleaseLevel.Summary)] public required string State { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The client or officer that recorded it; for its State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? RecordedBy { get; init; }

    /// <summary>The client or officer that confirmed it; for its State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? ConfirmedBy { get; init; }

    /// <summary>To whom it is released; for its State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<Release>? Releases { get; init; }

    internal static IntegrityView Of(IntegrityRecord record, ReleaseLevel level, Principal reader)
    {
        var own = reader.Member == record.Originator;
        return new(record.Read() ?? new IntegrityContent())
        {
            Id = record.Id,
            BrokerId = record.BrokerId,
            Register = record.Originator,
            Level = level,
            State = record.State,
            RecordedAt = record.RecordedAt,
            RecordedBy = own ? record.RecordedBy : null,
            ConfirmedBy = own ? record.ConfirmedBy : null,
            Releases = own ? record.Releases : null,
        };
    }
}

/// <summary>How integrity records are shown, and who may change them.</summary>
internal sealed class IntegrityForm : IRecordForm<IntegrityRecord, IntegrityView>
{
    public ValueTask<IntegrityView> ViewAsync(Visible<IntegrityRecord> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        ValueTask.FromResult(IntegrityView.Of(seen.Record, seen.Level, reader));

    public ProblemHttpResult? RefuseChange(IntegrityRecord record, Principal caller) =>
        record.Originator == caller.Member ? BrokerForm.RefuseOthers(caller) : Problems.Forbidden("Only the State that recorded it changes an integrity record.");
}
