using Exchange.Access;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>The tables of deliveries.</summary>
internal static class DeliveryModel
{
    public static void AddDeliveries(this ModelBuilder model)
    {
        model.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("deliveries");
            delivery.Property(d => d.Id).ValueGeneratedNever();
            delivery.Property(d => d.Originator).HasMaxLength(16);
            delivery.Property(d => d.DrawingState).HasMaxLength(16);
            delivery.Property(d => d.DeliveryVerificationNumber).HasMaxLength(64);
            delivery.Property(d => d.Lines).AsReplacedJson();
            delivery.HasIndex(d => d.CertificateId);
            delivery.HasOne<Drawdown>().WithMany().HasForeignKey(d => d.DrawdownId).OnDelete(DeleteBehavior.Restrict);
        });
        model.AddGrants<Delivery>("delivery_grants");
    }
}
