using Exchange.Messaging;

namespace Exchange.EndUserCertificates;

/// <summary>Writes verifications down before they are answered: none is told that is not on the disk.</summary>
internal sealed class VerificationJournal(SharedCommits<CertificatesDb> commits)
{
    public Task WriteAsync(Verification verification, CancellationToken ct)
    {
        List<object> rows = [verification];
        if (Verdicts.IsMiss(verification.Verdict)) rows.Add(new MissedVerification { Id = verification.Id, Verifier = verification.Verifier, At = verification.At });
        return commits.InsertAsync(rows, ct);
    }
}
