using Exchange.Access;
using Exchange.EndUserCertificates.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>The tables of verifications after shipment.</summary>
internal static class ShipmentVerificationModel
{
    public static void AddShipmentVerifications(this ModelBuilder model)
    {
        model.Entity<ShipmentVerification>(verification =>
        {
            verification.ToTable("shipment_verifications");
            verification.Property(v => v.Id).ValueGeneratedNever();
            verification.Property(v => v.Originator).HasMaxLength(16);
            verification.Property(v => v.IssuingState).HasMaxLength(16);
            verification.Property(v => v.Finding).HasMaxLength(32);
            verification.HasOne<Certificate>().WithMany().HasForeignKey(v => v.CertificateId).OnDelete(DeleteBehavior.Restrict);
        });
        model.AddGrants<ShipmentVerification>("shipment_verification_grants");
    }
}
