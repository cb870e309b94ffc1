namespace Exchange.EndUserCertificates.Keys;

/// <summary>The claim <c>iss</c> of what a member signs: the address below which its certificate keys are published.</summary>
internal static class IssuerAddress
{
    private const string Members = "/v1/members/";

    public static string Of(string publicUrl, string member) => $"{publicUrl}{Members}{member}";

    /// <summary>Returns the member that an address names, whether or not it exists; null if the address has another form.</summary>
    public static string? MemberOf(string publicUrl, string? issuer) =>
        issuer is not null && issuer.StartsWith($"{publicUrl}{Members}", StringComparison.Ordinal) ? issuer[(publicUrl.Length + Members.Length)..] : null;
}
