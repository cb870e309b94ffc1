namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>
/// What distinguishes one kind of inquiry. Each kind lives in a folder of its own and its view names it, so that inquiries know none of them.
/// </summary>
/// <param name="Code">The number that is stored with each inquiry of the kind; never changed, nor used for another.</param>
/// <param name="Name">In PascalCase: part of the operations' names and, in snake_case, of the signed answer.</param>
/// <param name="Path">The path of its inquiries: <c>/v1/authentications</c>.</param>
internal sealed record InquiryKind(int Code, string Name, string Path);

/// <summary>The view of one kind of inquiry.</summary>
internal interface IViewOfKind
{
    static abstract InquiryKind Kind { get; }
}
