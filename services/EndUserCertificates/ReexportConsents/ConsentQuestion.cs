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
    /// <summary>The id of the certificate under which the goods were imported, if it was issued through the exchange and the caller may see it.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public Guid? CertificateId { get; init; }

    /// <summary>That certificate as its State numbers it. Either this or <c>certificateId</c> is required, not both.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public CertificateReference? Certificate { get; init; }

    /// <summary>The State whose consent is asked for. Required.</summary>
    [RequiredField][Country][VisibleFrom(ReleaseLevel.Summary)] public string? ConsultedState { get; init; }

    /// <summary>The country to which the goods would go. Required.</summary>
    [RequiredField][Country][VisibleFrom(ReleaseLevel.Summary)] public string? ToState { get; init; }

    /// <summary>The end user there. Required.</summary>
    [RequiredField][VisibleFrom(ReleaseLevel.Full)] public Party? EndUser { get; init; }

    /// <summary>The goods by line: at least one. Required.</summary>
    [RequiredField][Most(CertificateRules.MostLines)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<GoodsLine>? Goods { get; init; }

    /// <summary>Why they would be re-exported. Required.</summary>
    [RequiredField][Text(CertificateRules.MaxText, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? Reason { get; init; }

    /// <summary>As JSON, the same for storing, showing and hashing.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, LevelJson.At(ReleaseLevel.Full));

    internal static ConsentQuestion FromJson(string json) => JsonSerializer.Deserialize<ConsentQuestion>(json, JsonSerializerOptions.Web)!;
}

/// <summary>Checks a question about a re-export, and reports every faulty field.</summary>
internal static class ConsentRules
{
    public static void CheckQuestion(Check check, ConsentQuestion question)
    {
        check.Fields(question);
        if (question.CertificateId is null == question.Certificate is null) check.Fault("certificateId", "or certificate is required, but not both");
        if (question.Goods is { Count: 0 }) check.Fault("goods", "is required");
        CertificateRules.CheckGoods(check, question.Goods);
    }
}
