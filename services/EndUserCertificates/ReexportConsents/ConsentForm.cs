using Exchange.Access;
using Exchange.EndUserCertificates.Inquiries;

namespace Exchange.EndUserCertificates.ReexportConsents;

/// <summary>How questions about re-exports are shown.</summary>
internal sealed class ConsentForm : InquiryForm<ConsentView>
{
    public override ValueTask<ConsentView> ViewAsync(Visible<Inquiry> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        ValueTask.FromResult(new ConsentView(seen.Record, reader, now));
}
