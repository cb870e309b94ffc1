using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Inquiries;

/// <summary>A kind of question that States ask each other: its command, where it is, and what the sentences call it.</summary>
internal sealed record InquiryKind(string Command, string Path, string What, string Asker, string Asked)
{
    public static InquiryKind Authentication { get; } = new("authentication", "/v1/authentications", "question about a certificate on paper", "KEN/licensing", "TCD/licensing");

    public static InquiryKind Consent { get; } = new("consent", "/v1/reexport-consents", "request for consent to a re-export", "TCD/licensing", "CZE/licensing");

    /// <summary>A path below that of the kind, with its variable parts escaped.</summary>
    public string At(FormattableString below) => Path + Query.Of(below);
}
