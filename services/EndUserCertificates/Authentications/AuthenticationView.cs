using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Inquiries;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Authentications;

/// <summary>A question whether a certificate on paper is the asked State's own (outcome document, paras 48, 103), and its answer.</summary>
internal sealed record AuthenticationView : InquiryView, IViewOfKind
{
    internal AuthenticationView(Inquiry inquiry, CertificateMatch? match, Principal reader, DateTimeOffset now) : base(inquiry, reader, now)
    {
        Question = AuthenticationQuestion.FromJson(inquiry.Question);
        Answer = inquiry.Answer;
        AlteredFields = inquiry.AlteredFields;
        Match = match;
    }

    public static InquiryKind Kind { get; } = new(1, "Authentication", "/v1/authentications");

    /// <summary>The question as it was asked.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public AuthenticationQuestion Question { get; }

    /// <summary>Whether the paper is authentic; absent while it is not answered.</summary>
    [Code("authentication_answer")][VisibleFrom(ReleaseLevel.Summary)] public string? Answer { get; }

    /// <summary>The fields of the question that are not as they were issued.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string> AlteredFields { get; }

    /// <summary>For the State that is asked: what it has issued under that number through the exchange.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public CertificateMatch? Match { get; }
}
