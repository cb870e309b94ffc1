using Exchange.Access;
using Exchange.EndUserCertificates.Data;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>
/// What one kind of inquiry adds to what all have in common. Each kind lives in a folder of its own and hands itself to
/// <see cref="InquiryRoutes"/>, so that inquiries know none of them.
/// </summary>
/// <param name="code">The number that is stored with each inquiry of the kind; never changed, nor used for another.</param>
/// <param name="name">In PascalCase: part of the operations' names and, in snake_case, of the signed answer.</param>
/// <param name="path">The path of its inquiries: <c>/v1/authentications</c>.</param>
internal abstract class InquiryKind(int code, string name, string path)
{
    public int Code => code;
    public string Name => name;
    public string Path => path;

    /// <summary>
    /// Returns the view of an inquiry for a reader, with what the kind looks up for it. The view is made at each call: an inquiry
    /// that was changed since is shown as changed.
    /// </summary>
    public abstract Task<Func<InquiryView>> ViewAsync(CertificatesDb db, Inquiry inquiry, Principal reader, DateTimeOffset now, CancellationToken ct);
}
