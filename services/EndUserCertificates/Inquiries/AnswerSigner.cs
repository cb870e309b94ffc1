using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Keys;
using Exchange.Hosting;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>Signs answers in the name of the answering State: the asking State can show them to its courts and to others.</summary>
internal sealed class AnswerSigner(CertificateKeys keys, IConfiguration configuration)
{
    private readonly string publicUrl = configuration.PublicUrl();

    /// <summary>The claims; documented in <c>docs/schemas/inquiry-answer.schema.json</c>.</summary>
    public async Task SignAsync(InquiryKind kind, Inquiry inquiry, CancellationToken ct)
    {
        var answer = new JsonObject
        {
            ["kind"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.Name),
            ["reference"] = inquiry.Reference,
            ["askingState"] = inquiry.Originator,
            ["askedState"] = inquiry.AskedState,
            ["certificate"] = new JsonObject { ["issuingState"] = inquiry.IssuingState, ["number"] = inquiry.Number },
            ["questionHash"] = inquiry.QuestionHash,
            ["askedAt"] = inquiry.AskedAt,
            ["answer"] = inquiry.Answer,
            ["answeredAt"] = inquiry.AnsweredAt,
        };
        if (inquiry.AlteredFields.Count > 0) answer["alteredFields"] = new JsonArray([.. inquiry.AlteredFields.Select(f => JsonValue.Create(f))]);
        if (inquiry.Conditions is { } conditions) answer["conditions"] = conditions;
        if (inquiry.Remarks is { } remarks) answer["remarks"] = remarks;
        var claims = new JsonObject
        {
            ["iss"] = IssuerAddress.Of(publicUrl, inquiry.AskedState),
            ["sub"] = inquiry.Id.ToString(),
            ["iat"] = inquiry.AnsweredAt!.Value.ToUnixTimeSeconds(),
            ["inquiry"] = answer,
        };
        inquiry.Sign(await keys.SignAsync(inquiry.AskedState, CredentialTypes.Answer, JsonSerializer.SerializeToUtf8Bytes(claims), ct));
    }
}
