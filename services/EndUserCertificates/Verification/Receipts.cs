using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exchange.Access;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Keys;
using Exchange.Hosting;
using Exchange.Hosting.Trust;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>
/// Signs a verifier's question and its answer in the network operator's name: an authority can prove later what it acted on. Long parts
/// of the question are replaced by their hash.
/// </summary>
internal sealed class Receipts(CertificateKeys keys, TrustDirectory trust, IConfiguration configuration)
{
    private readonly string publicUrl = configuration.PublicUrl();
    private static readonly JsonSerializerOptions Json = MakeJson();

    public Task<string> SignAsync(Guid id, VerifyCertificate.Request question, VerificationResult found, Principal verifier, DateTimeOffset now, CancellationToken ct)
    {
        var signer = trust.Members.FirstOrDefault(m => m.Kind == MemberKind.Operator)?.Code
            ?? throw new InvalidOperationException("The network has no operator to sign receipts.");
        var claims = new
        {
            iss = IssuerAddress.Of(publicUrl, signer),
            jti = id.ToString(),
            iat = now.ToUnixTimeSeconds(),
            verifier = new { member = verifier.Member, authority = verifier.Authority },
            question = new
            {
                credential = Hash(question.Credential),
                qr = Hash(question.Qr),
                question.Number,
                question.IssuingState,
                question.DocumentHash,
                fieldsAsRead = question.FieldsAsRead is { } fields ? Hash(fields.ToJson()) : null,
                question.Shipment,
            },
            verdict = found.Verdict,
            certificate = found.Shown?.Id,
            checks = found.Checks,
        };
        return keys.SignAsync(signer, CredentialTypes.Receipt, JsonSerializer.SerializeToUtf8Bytes(claims, Json), ct);
    }

    private static string? Hash(string? text) => text is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static JsonSerializerOptions MakeJson()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ExchangeDefaults.ConfigureJson(json);
        return json;
    }
}
