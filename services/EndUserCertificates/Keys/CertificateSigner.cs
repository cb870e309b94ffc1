using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Credentials;
using Exchange.Hosting;

namespace Exchange.EndUserCertificates;

/// <summary>Makes a certificate's signed forms: the credential, and the extract for its QR code.</summary>
internal sealed class CertificateSigner(CertificateKeys keys, IConfiguration configuration)
{
    private readonly string publicUrl = configuration.PublicUrl();

    /// <summary>The claims of the credential; documented in <c>docs/schemas/end-user-certificate.schema.json</c>.</summary>
    public async Task SignAsync(Certificate certificate, CancellationToken ct)
    {
        var claims = new JsonObject
        {
            ["iss"] = IssuerOf(publicUrl, certificate.Originator),
            ["sub"] = certificate.Id.ToString(),
            ["iat"] = certificate.IssuedAt.ToUnixTimeSeconds(),
            ["euc"] = JsonNode.Parse(certificate.Content),
            ["status"] = new JsonObject
            {
                ["status_list"] = new JsonObject
                {
                    ["idx"] = certificate.StatusIndex,
                    ["uri"] = StatusLists.Uri(publicUrl, certificate.Originator, certificate.StatusList),
                },
            },
        };
        if (certificate.ValidFrom > DateOnly.FromDateTime(certificate.IssuedAt.UtcDateTime)) claims["nbf"] = Start(certificate.ValidFrom);
        if (certificate.ValidUntil is { } until) claims["exp"] = End(until);
        var credential = await keys.SignAsync(certificate.Originator, CompactJws.CredentialType, JsonSerializer.SerializeToUtf8Bytes(claims), ct);
        var content = certificate.Read();
        var extract = CertificateExtract.Payload(new ExtractContent
        {
            Issuer = certificate.Originator,
            Id = certificate.Id,
            Number = certificate.Number,
            IssuedAt = certificate.IssuedAt.ToUnixTimeSeconds(),
            Expires = certificate.ValidUntil is { } end ? End(end) : null,
            FinalDestination = certificate.FinalDestination,
            Exporter = certificate.ExporterState,
            EndUser = content.EndUser!.State!,
            Goods = [.. content.Goods!.Select(l => new ExtractLine(l.Line!.Value, l.Category!, (long)l.Quantity!.Value, l.Unit ?? CertificateLine.Piece))],
            CredentialHash = DocumentHash.Bytes(credential),
            StatusList = certificate.StatusList,
            StatusIndex = certificate.StatusIndex,
        });
        var qr = CertificateExtract.Prefix + await keys.SignAsync(certificate.Originator, CompactJws.ExtractType, extract, ct);
        certificate.Sign(credential, DocumentHash.Of(credential), qr);
    }

    /// <summary>The issuer of a member's credentials: the address below which its keys are.</summary>
    public static string IssuerOf(string publicUrl, string member) => $"{publicUrl}/v1/members/{member}";

    private static long Start(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();

    // The last day counts whole (UTC).
    private static long End(DateOnly day) => Start(day.AddDays(1));
}
