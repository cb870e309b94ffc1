using Exchange.EndUserCertificates.Data;
using Exchange.Messaging;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>Writes verifications down before they are answered: none is told that is not on the disk.</summary>
internal sealed class VerificationJournal(SharedCommits<CertificatesDb> commits)
{
    public Task WriteAsync(VerificationRecord verification, CancellationToken ct)
    {
        List<object> rows = [verification];
        if (Verdicts.IsMiss(verification.Verdict)) rows.Add(new MissedVerification { Id = verification.Id, Verifier = verification.Verifier, At = verification.At });
        return commits.InsertAsync(rows, ct);
    }
}
