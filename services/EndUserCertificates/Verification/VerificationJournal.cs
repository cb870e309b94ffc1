using Exchange.EndUserCertificates.Data;
using Exchange.Storage;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>Stores verifications before they are answered: each answer that leaves is on the disk.</summary>
internal sealed class VerificationJournal(SharedCommits<CertificatesDb> commits)
{
    public Task WriteAsync(VerificationRecord verification, CancellationToken ct)
    {
        List<object> rows = [verification];
        if (Verdicts.IsMiss(verification.Verdict)) rows.Add(new MissedVerification { Id = verification.Id, Verifier = verification.Verifier, At = verification.At });
        return commits.InsertAsync(rows, ct);
    }
}
