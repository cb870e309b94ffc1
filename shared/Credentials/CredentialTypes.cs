namespace Exchange.Credentials;

/// <summary>The <c>typ</c> of each kind of signed text, so that none is taken for another (RFC 8725, section 3.11).</summary>
public static class CredentialTypes
{
    /// <summary>An end-user certificate.</summary>
    public const string Certificate = "euc+jwt";

    /// <summary>The extract of a certificate that its QR code holds.</summary>
    public const string Extract = "euc-qr+jwt";

    /// <summary>A status list (IETF Token Status List).</summary>
    public const string StatusList = "statuslist+jwt";

    /// <summary>What a verifier was told.</summary>
    public const string Receipt = "euc-receipt+jwt";

    /// <summary>The answer of a State to whether a paper certificate is its own.</summary>
    public const string Answer = "euc-answer+jwt";
}
