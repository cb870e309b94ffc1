using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.ReexportConsents;

/// <summary>A re-export that a State has in mind, and the certificate that binds it to another State's consent (outcome document, para 17).</summary>
[Leveled]
internal record ConsentQuestion
{
    /// <summary>The certificate under which the goods were imported, if it was issued through the exchange and the caller may see it.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public Guid? CertificateId { get; init; }

    /// <summary>Or that certificate as its State numbers it. One of both is required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public CertificateReference? Certificate { get; init; }

    /// <summary>The State whose consent is asked for. Required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? ConsultedState { get; init; }

    /// <summary>The country (alpha-3) to which the goods would go. Required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? ToState { get; init; }

    /// <summary>Who would have them there. Required.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public Party? EndUser { get; init; }

    /// <summary>Required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<GoodsLine>? Goods { get; init; }

    /// <summary>Why they would be re-exported. Required.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Reason { get; init; }

    /// <summary>As JSON, the same for storing, showing and hashing.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, LevelJson.At(ReleaseLevel.Full));

    internal static ConsentQuestion FromJson(string json) => JsonSerializer.Deserialize<ConsentQuestion>(json, JsonSerializerOptions.Web)!;
}

/// <summary>Checks a question about a re-export, and reports every faulty field.</summary>
internal static class ConsentRules
{
    public static void CheckQuestion(Check check, ConsentQuestion question)
    {
        if (question.CertificateId is null == question.Certificate is null) check.Fault("certificateId", "or certificate is required, but not both");
        if (check.In(question.Certificate, out var certificate, out var inCertificate)) CertificateRules.CheckReference(inCertificate, certificate);
        check.Required(question.ToState);
        check.Country(question.ToState);
        check.Required(question.EndUser);
        if (check.In(question.EndUser, out var endUser, out var inEndUser)) CertificateRules.CheckParty(inEndUser, endUser);
        check.Required(question.Goods is { Count: > 0 } goods ? goods : null, "goods");
        CertificateRules.CheckGoods(check, question.Goods);
        check.Required(question.Reason);
        check.Text(question.Reason, CertificateRules.MaxText, lines: true);
    }
}
