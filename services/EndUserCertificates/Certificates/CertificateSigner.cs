using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Keys;
using Exchange.EndUserCertificates.StatusLists;
using Exchange.Hosting;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Signs a certificate: as a credential, and as the extract for its QR code.</summary>
internal sealed class CertificateSigner(CertificateKeys keys, IConfiguration configuration)
{
    private readonly string publicUrl = configuration.PublicUrl();

    /// <summary>The claims of the credential; documented in <c>docs/schemas/end-user-certificate.schema.json</c>.</summary>
    public async Task SignAsync(Certificate certificate, CancellationToken ct)
    {
        var claims = new JsonObject
        {
            ["iss"] = IssuerAddress.Of(publicUrl, certificate.Originator),
            ["sub"] = certificate.Id.ToString(),
            ["iat"] = certificate.IssuedAt.ToUnixTimeSeconds(),
            ["euc"] = JsonNode.Parse(certificate.Content),
            ["status"] = new JsonObject
            {
                ["status_list"] = new JsonObject
                {
                    ["idx"] = certificate.StatusIndex,
                    ["uri"] = SignedStatusLists.Uri(publicUrl, certificate.Originator, certificate.StatusList),
                },
            },
        };
        if (certificate.ValidFrom > DateOnly.FromDateTime(certificate.IssuedAt.UtcDateTime)) claims["nbf"] = Start(certificate.ValidFrom).ToUnixTimeSeconds();
        if (certificate.ValidUntil is { } until) claims["exp"] = End(until).ToUnixTimeSeconds();
        var credential = await keys.SignAsync(certificate.Originator, CredentialTypes.Certificate, JsonSerializer.SerializeToUtf8Bytes(claims), ct);
        var hash = DocumentHash.Of(credential);
        var content = certificate.Read();
        var extract = new CertificateExtract
        {
            Issuer = certificate.Originator,
            CertificateId = certificate.Id,
            Number = certificate.Number,
            IssuedAt = certificate.IssuedAt,
            ValidUntil = certificate.ValidUntil is { } last ? End(last) : null,
            FinalDestination = certificate.FinalDestination,
            ExporterState = certificate.ExporterState,
            EndUserState = content.EndUser!.State!,
            Goods = [.. content.Goods!.Select(l => new ExtractLine(l.Line!.Value, l.Category!, (long)l.Quantity!.Value, l.Unit ?? CertificateLine.Piece))],
            DocumentHash = hash,
            Status = certificate.Place,
        };
        certificate.Sign(credential, hash, await keys.SignAsync(certificate.Originator, extract.Sign, ct));
    }

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    // The last day counts whole (UTC).
    private static DateTimeOffset End(DateOnly day) => Start(day.AddDays(1));
}
