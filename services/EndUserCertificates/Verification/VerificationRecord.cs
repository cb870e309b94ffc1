using Exchange.Access;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>
/// A verification of a certificate that names a State as its issuer: only that State reads it. Forgeries in the State's name are
/// recorded too.
/// </summary>
internal sealed class VerificationRecord : IOwned
{
    public required Guid Id { get; init; }

    /// <summary>The State that the certificate names as its issuer.</summary>
    public required string Originator { get; init; }

    /// <summary>The member that verified.</summary>
    public required string Verifier { get; init; }
    public string? Authority { get; init; }
    public Guid? CertificateId { get; init; }

    /// <summary>As presented.</summary>
    public string? Number { get; init; }

    /// <summary>How the certificate was presented: <c>credential</c>, <c>qr</c> or <c>number</c>.</summary>
    public required string PresentedBy { get; init; }
    public required string Verdict { get; init; }

    /// <summary>The outcomes of the checks, without details that only the verifier may see: those are in the receipt.</summary>
    public required IReadOnlyList<Checked> Checks { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>A <see cref="CertificateCheck"/>, by its codes.</summary>
    public sealed record Checked(string Check, CheckOutcome Outcome, string Code);
}

/// <summary>A verification that found no certificate; counted per verifier against guessing.</summary>
internal sealed class MissedVerification
{
    public required Guid Id { get; init; }
    public required string Verifier { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The tables of verifications.</summary>
internal static class VerificationModel
{
    public static void AddVerifications(this ModelBuilder model)
    {
        model.Entity<VerificationRecord>(verification =>
        {
            verification.ToTable("verifications");
            verification.Property(v => v.Id).ValueGeneratedNever();
            verification.Property(v => v.Originator).HasMaxLength(16);
            verification.Property(v => v.Verifier).HasMaxLength(16);
            verification.Property(v => v.Number).HasMaxLength(64);
            verification.Property(v => v.PresentedBy).HasMaxLength(16);
            verification.Property(v => v.Verdict).HasMaxLength(32);
            verification.Property(v => v.Checks).AsReplacedJson();
            verification.HasIndex(v => new { v.Originator, v.Id }); // for the State's list of them
        });
        model.Entity<MissedVerification>(missed =>
        {
            missed.ToTable("missed_verifications");
            missed.Property(m => m.Id).ValueGeneratedNever();
            missed.Property(m => m.Verifier).HasMaxLength(16);
            missed.HasIndex(m => new { m.Verifier, m.At });
        });
    }
}
