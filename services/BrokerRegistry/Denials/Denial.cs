using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.BrokerRegistry.Denials;

/// <summary>A denial of a State. It never changes; the State can take it back.</summary>
internal sealed class Denial : IReleasable
{
    private Denial()
    {
    }

    public Guid Id { get; private init; }
    public string Originator { get; private init; } = null!;
    public string Number { get; private init; } = null!;
    public string Kind { get; private init; } = null!;
    public string? Destination { get; private init; }

    /// <summary>The <see cref="DenialContent"/> as JSON.</summary>
    public string Content { get; private init; } = null!;
    public IReadOnlyList<Release> Releases { get; private init; } = [];
    public DateTimeOffset RecordedAt { get; private init; }
    public string? RecordedBy { get; private init; }

    /// <summary>Why it was taken back; null while it stands.</summary>
    public string? WithdrawalReason { get; private set; }

    /// <summary>Incremented by each change; guards against two changes at once.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>A denial of the caller's State. Without releases, that State alone sees it.</summary>
    public static Denial Record(Principal caller, DenialContent content, IReadOnlyList<Release> releases, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Originator = caller.Member,
        Number = content.Number!,
        Kind = content.Kind!,
        Destination = content.Destination,
        Content = StoredContent.Write(content),
        Releases = releases,
        RecordedAt = now,
        RecordedBy = caller.Authority,
    };

    /// <summary>Takes it back.</summary>
    public void Withdraw(string reason) => (WithdrawalReason, Version) = (reason, Version + 1);

    /// <summary>What was decided.</summary>
    public DenialContent Read() => StoredContent.Read<DenialContent>(Content);
}

/// <summary>A denial as a reader is shown it.</summary>
internal sealed record DenialView : DenialContent
{
    private DenialView(DenialContent content) : base(content)
    {
    }

    /// <summary>The id of the denial.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }

    /// <summary>The State that denied; to be consulted, if it asks for that.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public required string State { get; init; }

    /// <summary>At which level this is shown.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Whether the State took it back.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required bool Withdrawn { get; init; }

    /// <summary>Why it took it back.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? WithdrawalReason { get; init; }

    /// <summary>The authority that recorded it; for its State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? RecordedBy { get; init; }

    /// <summary>To whom it is released; for its State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<Release>? Releases { get; init; }

    internal static DenialView Of(Denial denial, ReleaseLevel level, Principal reader) => new(denial.Read())
    {
        Id = denial.Id,
        State = denial.Originator,
        Level = level,
        RecordedAt = denial.RecordedAt,
        Withdrawn = denial.WithdrawalReason is not null,
        WithdrawalReason = denial.WithdrawalReason,
        RecordedBy = reader.Member == denial.Originator ? denial.RecordedBy : null,
        Releases = reader.Member == denial.Originator ? denial.Releases : null,
    };
}

/// <summary>How denials are shown, and who may change them.</summary>
internal sealed class DenialForm : IRecordForm<Denial, DenialView>
{
    public ValueTask<DenialView> ViewAsync(Visible<Denial> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        ValueTask.FromResult(DenialView.Of(seen.Record, seen.Level, reader));

    public ProblemHttpResult? RefuseChange(Denial record, Principal caller) =>
        record.Originator == caller.Member ? BrokerForm.RefuseOthers(caller) : Problems.Forbidden("Only the State that denied takes a denial back.");
}
