using Exchange.Access;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates;

/// <summary>The tables of drawdowns, of deliveries and of verifications after shipment.</summary>
internal static class DrawdownModel
{
    public const string SoleUseIndex = "IX_drawdowns_SoleUseOf";

    public static void AddDrawdowns(this ModelBuilder model)
    {
        model.Entity<Drawdown>(drawdown =>
        {
            drawdown.ToTable("drawdowns");
            drawdown.Property(d => d.Id).ValueGeneratedNever();
            drawdown.Property(d => d.Originator).HasMaxLength(16);
            drawdown.Property(d => d.IssuingState).HasMaxLength(16);
            drawdown.Property(d => d.CertificateReference).HasMaxLength(40);
            drawdown.Property(d => d.CertificateNumber).HasMaxLength(64);
            drawdown.Property(d => d.Status).HasMaxLength(16);
            drawdown.Property(d => d.Version).IsConcurrencyToken();
            CertificatesDb.AsJson(drawdown.Property(d => d.Lines));
            drawdown.HasIndex(d => d.SoleUseOf).IsUnique().HasDatabaseName(SoleUseIndex);
            // What falls due: reservations that end, deliveries that are not confirmed.
            drawdown.HasIndex(d => new { d.Status, d.ReservedUntil });
            drawdown.HasIndex(d => new { d.Status, d.DeliveryDueOn, d.Id });
            drawdown.HasOne<Certificate>().WithMany().HasForeignKey(d => d.CertificateId).OnDelete(DeleteBehavior.Restrict);
        });
        model.AddGrants<Drawdown>("drawdown_grants");
        model.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("deliveries");
            delivery.Property(d => d.Id).ValueGeneratedNever();
            delivery.Property(d => d.Originator).HasMaxLength(16);
            delivery.Property(d => d.DrawingState).HasMaxLength(16);
            delivery.Property(d => d.DeliveryVerificationNumber).HasMaxLength(64);
            CertificatesDb.AsJson(delivery.Property(d => d.Lines));
            delivery.HasIndex(d => d.CertificateId);
            delivery.HasOne<Drawdown>().WithMany().HasForeignKey(d => d.DrawdownId).OnDelete(DeleteBehavior.Restrict);
        });
        model.AddGrants<Delivery>("delivery_grants");
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
