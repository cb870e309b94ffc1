using Exchange.Access;
using Exchange.EndUserCertificates.Certificates;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>The tables of drawdowns.</summary>
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
            drawdown.Property(d => d.Lines).AsReplacedJson();
            drawdown.HasIndex(d => d.SoleUseOf).IsUnique().HasDatabaseName(SoleUseIndex);
            // What falls due: reservations that end, deliveries that are not confirmed.
            drawdown.HasIndex(d => new { d.Status, d.ReservedUntil });
            drawdown.HasIndex(d => new { d.Status, d.DeliveryDueOn, d.Id });
            drawdown.HasOne<Certificate>().WithMany().HasForeignKey(d => d.CertificateId).OnDelete(DeleteBehavior.Restrict);
        });
        model.AddGrants<Drawdown>("drawdown_grants");
    }
}
