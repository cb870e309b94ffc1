using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Exchange.Credentials.Tests;

/// <summary>A key with what belongs to it, and texts that no library would sign.</summary>
internal sealed class Signing : IDisposable
{
    public ECDsa Private { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public CredentialKey Public => CredentialKey.Of(Private);

    public string KeyId => Public.Id;

    public CredentialKeySet Keys => new(Public);

    public string Sign(string type, string payload) => CompactJws.Sign(type, KeyId, Encoding.UTF8.GetBytes(payload), Private);

    /// <summary>Signs any header over any payload, with this key.</summary>
    public string Forge(string header, string payload) => Forge(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(payload));

    public string Forge(byte[] header, byte[] payload)
    {
        var unsigned = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{unsigned}.{Base64Url.EncodeToString(Private.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256))}";
    }

    public string Header(string type) => $$"""{"alg":"ES256","typ":"{{type}}","kid":"{{KeyId}}"}""";

    public void Dispose() => Private.Dispose();
}
