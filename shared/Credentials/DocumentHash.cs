using System.Security.Cryptography;
using System.Text;

namespace Exchange.Credentials;

/// <summary>The name of a credential's text: with number and issuing State it says which certificate is meant.</summary>
public static class DocumentHash
{
    /// <summary>SHA-256 of the compact JWS as it stands, 64 lower-case hexadecimal digits.</summary>
    public static string Of(string credential) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(credential)));
}
