using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Inquiries;

namespace Exchange.EndUserCertificates.Authentications;

/// <summary>A question about a paper, as a reader is shown it.</summary>
internal sealed record AuthenticationView : InquiryView
{
    internal AuthenticationView(Inquiry inquiry, CertificateMatch? match, Principal reader, DateTimeOffset now) : base(inquiry, reader, now)
    {
        Question = AuthenticationQuestion.FromJson(inquiry.Question);
        AlteredFields = inquiry.AlteredFields;
        Match = match;
    }

    [VisibleFrom(ReleaseLevel.Summary)] public AuthenticationQuestion Question { get; }

    /// <summary>The fields of the question that are not as they were issued.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string> AlteredFields { get; }

    /// <summary>For the State that is asked: what it has issued under that number through the exchange.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public CertificateMatch? Match { get; }
}
