using System.Security.Cryptography;
using System.Text;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Certificates;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>Values of <see cref="CodeLists.InquiryState"/>.</summary>
internal static class InquiryState
{
    public const string Asked = "asked";
    public const string Acknowledged = "acknowledged";
    public const string Answered = "answered";
    public const string Withdrawn = "withdrawn";
}

/// <summary>
/// A question of one State to another, and its signed and final answer. Until it is answered or withdrawn the asked State is reminded at
/// half time and at the deadline; from the deadline on its point of contact sees the question too.
/// </summary>
internal sealed class Inquiry : IReleasable
{
    private Inquiry()
    {
    }

    public Guid Id { get; private init; }
    public string Reference { get; private init; } = null!;
    /// <summary>The <see cref="InquiryKind.Code"/> of its kind.</summary>
    public int Kind { get; private init; }

    /// <summary>The asking State.</summary>
    public string Originator { get; private init; } = null!;

    public string AskedState { get; private init; } = null!;

    /// <summary>The authority that asks.</summary>
    public string? AskedBy { get; private init; }

    /// <summary>The question in JSON, as its kind words it.</summary>
    public string Question { get; private init; } = null!;

    /// <summary>SHA-256 of <see cref="Question"/>, lower-case hexadecimal: what the answer is signed over.</summary>
    public string QuestionHash { get; private init; } = null!;

    /// <summary>The State that issued, or is said to have issued, the certificate that it is about.</summary>
    public string IssuingState { get; private init; } = null!;

    /// <summary>That certificate's number.</summary>
    public string Number { get; private init; } = null!;

    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>By when an answer is wanted.</summary>
    public DateTimeOffset DueAt { get; private init; }

    public string State { get; private set; } = InquiryState.Asked;
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>When the asked State was reminded.</summary>
    public IReadOnlyList<DateTimeOffset> Reminders { get; private set; } = [];

    /// <summary>When the question was released to its point of contact.</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>When the next reminder is due; null when none is.</summary>
    public DateTimeOffset? NextStepAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The authority that answered.</summary>
    public string? AnsweredBy { get; private set; }

    public string? Answer { get; private set; }

    /// <summary>Of an authentication: the fields that are not as they were issued.</summary>
    public IReadOnlyList<string> AlteredFields { get; private set; } = [];

    /// <summary>Of a consent: what it is bound to.</summary>
    public string? Conditions { get; private set; }

    public string? Remarks { get; private set; }

    /// <summary>The answer as the asked State signed it: a compact JWS.</summary>
    public string? SignedAnswer { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }
    public string? WithdrawalReason { get; private set; }

    /// <summary>Incremented by each change; guards against two changes at once.</summary>
    public int Version { get; private set; } = 1;

    public bool IsOpen => State is InquiryState.Asked or InquiryState.Acknowledged;

    public bool IsOverdue(DateTimeOffset now) => IsOpen && DueAt <= now;

    /// <summary>A new question of the caller's State.</summary>
    public static Inquiry Ask(Principal caller, InquiryKind kind, string askedState, string question, CertificateReference about, TimeSpan answeredWithin, string reference, DateTimeOffset now)
    {
        var asked = Stored(now);
        return new Inquiry
        {
            Id = Guid.CreateVersion7(now),
            Reference = reference,
            Kind = kind.Code,
            Originator = caller.Member,
            AskedState = askedState,
            AskedBy = caller.Authority,
            Question = question,
            QuestionHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question))),
            IssuingState = about.IssuingState!,
            Number = about.Number!,
            AskedAt = asked,
            DueAt = asked + answeredWithin,
            NextStepAt = asked + answeredWithin / 2,
        };
    }

    /// <summary>The first readers: the licensing authorities of the State that is asked.</summary>
    public IEnumerable<Grant<Inquiry>> Grants() => Access.Grants.Of<Inquiry>(
        Id, Originator, [new Release { To = [AskedState], Functions = [Functions.Licensing], Level = ReleaseLevel.Full }]);

    /// <summary>The further reader once the deadline has passed.</summary>
    public Grant<Inquiry> EscalationGrant() => new() { RecordId = Id, Recipient = AskedState, Function = Functions.PointOfContact, Level = ReleaseLevel.Full };

    /// <summary>Acknowledges the question; false if it was acknowledged before or is closed.</summary>
    public bool TryAcknowledge(DateTimeOffset now)
    {
        if (State != InquiryState.Asked) return false;
        (State, AcknowledgedAt) = (InquiryState.Acknowledged, Stored(now));
        Version++;
        return true;
    }

    /// <summary>Stores the final answer; false if the question is closed. An answer also acknowledges the question.</summary>
    public bool TryAnswer(Principal caller, GivenAnswer given, DateTimeOffset now)
    {
        if (!IsOpen) return false;
        (State, AnsweredAt, AnsweredBy, NextStepAt) = (InquiryState.Answered, Stored(now), caller.Authority, null);
        AcknowledgedAt ??= AnsweredAt;
        (Answer, AlteredFields, Conditions, Remarks) = (given.Answer, given.AlteredFields, given.Conditions, given.Remarks);
        Version++;
        return true;
    }

    /// <summary>Stores the signed answer, once.</summary>
    public void Sign(string answer) => SignedAnswer = answer;

    /// <summary>Withdraws the question; false if it is closed.</summary>
    public bool TryWithdraw(string reason, DateTimeOffset now)
    {
        if (!IsOpen) return false;
        (State, WithdrawnAt, WithdrawalReason, NextStepAt) = (InquiryState.Withdrawn, Stored(now), reason, null);
        Version++;
        return true;
    }

    /// <summary>
    /// Records a reminder if one is due; false if none is. A missed reminder is not repeated: at the deadline there is one, and the
    /// escalation with it.
    /// </summary>
    public bool TryRemind(DateTimeOffset now)
    {
        if (!IsOpen || NextStepAt is not { } due || due > now) return false;
        var at = Stored(now);
        Reminders = [.. Reminders, at];
        if (IsOverdue(now)) (EscalatedAt, NextStepAt) = (at, null);
        else NextStepAt = DueAt;
        Version++;
        return true;
    }

    // To the millisecond, which every provider stores: a view is the same before and after the row is read again.
    private static DateTimeOffset Stored(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}

/// <summary>What a State answers.</summary>
internal sealed record GivenAnswer(string Answer, IReadOnlyList<string> AlteredFields, string? Conditions, string? Remarks);
