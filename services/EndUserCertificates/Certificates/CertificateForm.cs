using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>How certificates are shown, and who may change them.</summary>
internal sealed class CertificateForm(CertificatesDb db) : IRecordForm<Certificate, CertificateView>
{
    public async ValueTask<CertificateView> ViewAsync(Visible<Certificate> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        CertificateView.Of(seen.Record, await db.LinesOfAsync(seen.Record.Id, ct), seen.Level, reader);

    public ProblemHttpResult? RefuseChange(Certificate record, Principal caller)
    {
        if (record.Originator != caller.Member) return Problems.Forbidden("Only the State that issued a certificate changes it.");
        return caller.Functions.Contains(Functions.Licensing) ? null : Problems.Forbidden("Only a licensing authority changes a certificate.");
    }
}
