using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Inquiries;

namespace Exchange.EndUserCertificates.ReexportConsents;

/// <summary>A question about a re-export, as a reader is shown it.</summary>
internal sealed record ConsentView : InquiryView
{
    internal ConsentView(Inquiry inquiry, Principal reader, DateTimeOffset now) : base(inquiry, reader, now)
    {
        Question = ConsentQuestion.FromJson(inquiry.Question);
        Conditions = inquiry.Conditions;
    }

    [VisibleFrom(ReleaseLevel.Summary)] public ConsentQuestion Question { get; }

    /// <summary>What a conditional consent is bound to.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Conditions { get; }
}
