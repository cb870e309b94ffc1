using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Inquiries;

/// <summary>A kind of question between States: its command, its path, its name in sentences, and identities for examples.</summary>
internal sealed record InquiryKind(string Command, string Path, string Noun, string Asker, string Asked)
{
    public static InquiryKind Authentication { get; } = new("authentication", "/v1/authentications", "question about a paper certificate", "KEN/licensing", "TCD/licensing");

    public static InquiryKind Consent { get; } = new("consent", "/v1/reexport-consents", "request for consent to a re-export", "TCD/licensing", "CZE/licensing");

    /// <summary>A path below the path of the kind, with its variable parts escaped.</summary>
    public string At(FormattableString below) => Path + Query.Of(below);
}
