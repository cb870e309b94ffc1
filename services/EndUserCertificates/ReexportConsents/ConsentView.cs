using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Inquiries;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.ReexportConsents;

/// <summary>A question whether goods may be re-exported (outcome document, para 17), and its answer.</summary>
internal sealed record ConsentView : InquiryView, IViewOfKind
{
    internal ConsentView(Inquiry inquiry, Principal reader, DateTimeOffset now) : base(inquiry, reader, now)
    {
        Question = ConsentQuestion.FromJson(inquiry.Question);
        Answer = inquiry.Answer;
        Conditions = inquiry.Conditions;
    }

    public static InquiryKind Kind { get; } = new(2, "ReexportConsent", "/v1/reexport-consents");

    /// <summary>The question as it was asked.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public ConsentQuestion Question { get; }

    /// <summary>Whether the State consents; absent while it is not answered.</summary>
    [Code("consent_answer")][VisibleFrom(ReleaseLevel.Summary)] public string? Answer { get; }

    /// <summary>The conditions of a conditional consent.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Conditions { get; }
}
