using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;

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
        Answer = inquiry.Answer;
        AnsweredAt = inquiry.AnsweredAt;
        AnsweredBy = reader.Member == inquiry.AskedState ? inquiry.AnsweredBy : null;
        Remarks = inquiry.Remarks;
        SignedAnswer = inquiry.SignedAnswer;
        WithdrawnAt = inquiry.WithdrawnAt;
        WithdrawalReason = inquiry.WithdrawalReason;
    }

    [VisibleFrom(ReleaseLevel.Summary)] public Guid Id { get; }
    [VisibleFrom(ReleaseLevel.Summary)] public string Reference { get; }
    [VisibleFrom(ReleaseLevel.Summary)] public string AskingState { get; }
    [VisibleFrom(ReleaseLevel.Summary)] public string AskedState { get; }

    /// <summary><see cref="CodeLists.InquiryState"/>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string State { get; }

    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset AskedAt { get; }

    /// <summary>The asking authority, for its own State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? AskedBy { get; }

    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset DueAt { get; }

    /// <summary>Open, and past its deadline.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool Overdue { get; }

    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? AcknowledgedAt { get; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<DateTimeOffset> Reminders { get; }

    /// <summary>Since when the asked State's point of contact sees it too.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? EscalatedAt { get; }

    /// <summary>SHA-256 of the property <c>question</c>, byte by byte as it stands here: what the answer is signed over.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string QuestionHash { get; }

    [VisibleFrom(ReleaseLevel.Summary)] public string? Answer { get; }
    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? AnsweredAt { get; }

    /// <summary>The answering authority, for its own State.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? AnsweredBy { get; }

    [VisibleFrom(ReleaseLevel.Full)] public string? Remarks { get; }

    /// <summary>The answer as its State signed it: a compact JWS of type <c>euc-answer+jwt</c>, under a key of its certificates.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? SignedAnswer { get; }

    [VisibleFrom(ReleaseLevel.Summary)] public DateTimeOffset? WithdrawnAt { get; }
    [VisibleFrom(ReleaseLevel.Full)] public string? WithdrawalReason { get; }
}
