using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>What is shown of any inquiry; its kind adds the question.</summary>
[Leveled]
internal abstract record InquiryView
{
    internal InquiryView(Inquiry inquiry, Principal reader, DateTimeOffset now)
    {
        Id = inquiry.Id;
        Reference = inquiry.Reference;
        AskingState = inquiry.Originator;
        AskedState = inquiry.AskedState;
        State = inquiry.State;
        AskedAt = inquiry.AskedAt;
        AskedBy = reader.Member == inquiry.Originator ? inquiry.AskedBy : null;
        DueAt = inquiry.DueAt;
        Overdue = inquiry.IsOverdue(now);
        AcknowledgedAt = inquiry.AcknowledgedAt;
        Reminders = inquiry.Reminders;
        EscalatedAt = inquiry.EscalatedAt;
        QuestionHash = inquiry.QuestionHash;
        AnsweredAt = inquiry.AnsweredAt;
        AnsweredBy = reader.Member == inquiry.AskedState ? inquiry.AnsweredBy : null;
        Remarks = inquiry.Remarks;
        SignedAnswer = inquiry.SignedAnswer;
        WithdrawnAt = inquiry.WithdrawnAt;
        WithdrawalReason = inquiry.WithdrawalReason;
    }

    /// <summary>The id of the question.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public Guid Id { get; }

    /// <summary>What people call the question.</summary>
    [Reference][VisibleFrom(ReleaseLevel.Summary)] public string Reference { get; }

    /// <summary>The State that asks.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string AskingState { get; }

    /// <summary>The State that is asked.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string AskedState { get; }

    /// <summary>Where the question stands.</summary>
    [Code("inquiry_state")][VisibleFrom(ReleaseLevel.Summary)] public string State { get; }

    /// <summary>When it was asked (UTC).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset AskedAt { get; }

    /// <summary>The asking authority; for its own State alone.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? AskedBy { get; }

    /// <summary>The deadline of the answer (UTC).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset DueAt { get; }

    /// <summary>Whether it is open and past its deadline.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool Overdue { get; }

    /// <summary>When the asked State acknowledged or answered it (UTC).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? AcknowledgedAt { get; }

    /// <summary>When the asked State was reminded (UTC): at half time and at the deadline.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<DateTimeOffset> Reminders { get; }

    /// <summary>Since when the asked State's point of contact sees it too (UTC).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? EscalatedAt { get; }

    /// <summary>The hash of the property <c>question</c>, byte by byte as it stands here. The answer is signed over it.</summary>
    [Sha256][VisibleFrom(ReleaseLevel.Full)] public string QuestionHash { get; }

    /// <summary>When it was answered (UTC).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? AnsweredAt { get; }

    /// <summary>The answering authority; for its own State alone.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? AnsweredBy { get; }

    /// <summary>Remarks on the answer.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Remarks { get; }

    /// <summary>The answer as its State signed it: a compact JWS of type <c>euc-answer+jwt</c>, under a key of its certificates.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? SignedAnswer { get; }

    /// <summary>When it was withdrawn (UTC).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? WithdrawnAt { get; }

    /// <summary>Why it was withdrawn.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? WithdrawalReason { get; }
}
