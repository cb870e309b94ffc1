using Exchange.Access;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Inquiries;
using Exchange.EndUserCertificates.Keys;
using Exchange.EndUserCertificates.Projections;
using Exchange.EndUserCertificates.Shipments;
using Exchange.EndUserCertificates.StatusLists;
using Exchange.EndUserCertificates.Verification;
using Exchange.Hosting.CatchUp;
using Exchange.Hosting.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Exchange.EndUserCertificates.Data;

/// <summary>
/// Certificates with what is drawn against them, the keys that sign them, their verifications, questions about them, and what this service
/// knows from others.
/// </summary>
internal abstract class CertificatesDb(DbContextOptions options) : ExchangeDb(options)
{
    public const string NumberIndex = "IX_certificates_Originator_Number";
    public const string ReferenceIndex = "IX_certificates_Reference";

    public DbSet<CertificateKey> Keys => Set<CertificateKey>();
    public DbSet<StatusListCounter> StatusLists => Set<StatusListCounter>();
    public DbSet<StatusEntry> StatusEntries => Set<StatusEntry>();
    public DbSet<BrokerStandingFact> BrokerStandings => Set<BrokerStandingFact>();
    public DbSet<RegisterFact> RegisterFacts => Set<RegisterFact>();
    public DbSet<CaseFact> CaseFacts => Set<CaseFact>();
    public DbSet<CaseMention> CaseMentions => Set<CaseMention>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Certificate>(certificate =>
        {
            certificate.ToTable("certificates");
            certificate.Property(c => c.Id).ValueGeneratedNever();
            certificate.Property(c => c.Reference).HasMaxLength(40);
            certificate.HasIndex(c => c.Reference).IsUnique().HasDatabaseName(ReferenceIndex);
            certificate.Property(c => c.Originator).HasMaxLength(16);
            certificate.Property(c => c.Number).HasMaxLength(64);
            certificate.HasIndex(c => new { c.Originator, c.Number }).IsUnique().HasDatabaseName(NumberIndex);
            certificate.Property(c => c.Type).HasMaxLength(64);
            certificate.Property(c => c.ExporterState).HasMaxLength(3);
            certificate.Property(c => c.FinalDestination).HasMaxLength(3);
            certificate.Property(c => c.DocumentHash).HasMaxLength(64);
            certificate.Property(c => c.Status).HasMaxLength(16);
            certificate.Property(c => c.Version).IsConcurrencyToken();
            certificate.Property(c => c.Releases).AsReplacedJson();
        });
        modelBuilder.AddGrants<Certificate>("certificate_grants");
        modelBuilder.AddDrawdowns();
        modelBuilder.AddDeliveries();
        modelBuilder.AddShipmentVerifications();
        modelBuilder.Entity<CertificateLine>(line =>
        {
            // No statement gets past this, however it came about.
            line.ToTable("certificate_lines", table => table.HasCheckConstraint("CK_never_overdrawn", """ "Taken" >= 0 AND "Taken" <= "Quantity" AND "Delivered" >= 0 AND "Delivered" <= "Taken" """));
            line.HasKey(l => new { l.CertificateId, l.Line });
            line.Property(l => l.Category).HasMaxLength(64);
            line.Property(l => l.Unit).HasMaxLength(16);
            line.HasOne<Certificate>().WithMany().HasForeignKey(l => l.CertificateId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CertificateKey>(key =>
        {
            key.ToTable("certificate_keys");
            key.Property(k => k.Id).HasMaxLength(64);
            key.Property(k => k.Member).HasMaxLength(16);
            key.HasIndex(k => k.Member);
        });
        modelBuilder.Entity<StatusListCounter>(list =>
        {
            list.ToTable("status_lists");
            list.HasKey(l => new { l.Member, l.Number });
            list.Property(l => l.Member).HasMaxLength(16);
        });
        modelBuilder.Entity<BrokerStandingFact>(fact =>
        {
            fact.ToTable("broker_standings");
            fact.Property(f => f.Id).ValueGeneratedNever();
            fact.Property(f => f.Originator).HasMaxLength(16);
            fact.Property(f => f.Key).HasMaxLength(80);
            fact.HasIndex(f => f.Key).IsUnique();
            fact.Property(f => f.Version).IsConcurrencyToken();
        });
        modelBuilder.AddGrants<BrokerStandingFact>("broker_grants");
        modelBuilder.Entity<RegisterFact>(fact =>
        {
            fact.ToTable("registers");
            fact.Property(f => f.Id).ValueGeneratedNever();
            fact.Property(f => f.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<CaseFact>(fact =>
        {
            fact.ToTable("case_facts");
            fact.Property(f => f.Id).ValueGeneratedNever();
            fact.Property(f => f.Originator).HasMaxLength(16);
            fact.Property(f => f.Version).IsConcurrencyToken();
            fact.HasIndex(f => f.HeardAt); // for the age of what is known
        });
        modelBuilder.AddGrants<CaseFact>("case_grants");
        modelBuilder.Entity<CaseMention>(mention =>
        {
            mention.ToTable("case_mentions");
            mention.HasKey(m => new { m.CaseId, m.Kind, m.Key });
            mention.HasIndex(m => m.Key);
            mention.HasOne<CaseFact>().WithMany().HasForeignKey(m => m.CaseId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.AddCatchUps();
        modelBuilder.AddVerifications();
        modelBuilder.Entity<StatusEntry>(entry =>
        {
            entry.ToTable("status_entries");
            entry.HasKey(s => new { s.Member, s.List, s.Index });
            entry.Property(s => s.Member).HasMaxLength(16);
            entry.Property(s => s.Status).HasMaxLength(16);
        });
        modelBuilder.AddInquiries();
    }
}

internal sealed class PostgresCertificatesDb(DbContextOptions<PostgresCertificatesDb> options) : CertificatesDb(options);

internal sealed class SqliteCertificatesDb(DbContextOptions<SqliteCertificatesDb> options) : CertificatesDb(options);

internal sealed class PostgresCertificatesDbFactory : IDesignTimeDbContextFactory<PostgresCertificatesDb>
{
    public PostgresCertificatesDb CreateDbContext(string[] args) => new((DbContextOptions<PostgresCertificatesDb>)
        new DbContextOptionsBuilder<PostgresCertificatesDb>().UseExchangePostgres("Host=design-time", typeof(CertificatesDb)).Options);
}

internal sealed class SqliteCertificatesDbFactory : IDesignTimeDbContextFactory<SqliteCertificatesDb>
{
    public SqliteCertificatesDb CreateDbContext(string[] args) => new((DbContextOptions<SqliteCertificatesDb>)
        new DbContextOptionsBuilder<SqliteCertificatesDb>().UseExchangeSqlite("Data Source=:memory:").Options);
}
