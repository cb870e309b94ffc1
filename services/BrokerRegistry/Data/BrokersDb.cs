using Exchange.Access;
using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Denials;
using Exchange.BrokerRegistry.Integrity;
using Exchange.BrokerRegistry.Licences;
using Exchange.BrokerRegistry.Registers;
using Exchange.BrokerRegistry.Standings;
using Exchange.Hosting.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Exchange.BrokerRegistry.Data;

/// <summary>Registers, their brokers with earlier versions, licences, integrity records, denials, and proposals that wait for a second officer.</summary>
internal abstract class BrokersDb(DbContextOptions options) : ExchangeDb(options)
{
    public const string NumberIndex = "IX_brokers_Originator_Number";
    public const string DenialNumberIndex = "IX_denials_Originator_Number";
    public const string LicenceNumberIndex = "IX_licences_Originator_Number";
    public const string OpenProposalIndex = "IX_standing_proposals_BrokerId_IsOpen";

    public DbSet<Register> Registers => Set<Register>();
    public DbSet<EarlierEntry> EarlierEntries => Set<EarlierEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Register>(register =>
        {
            register.ToTable("registers");
            register.Property(r => r.Id).ValueGeneratedNever();
            register.Property(r => r.State).HasMaxLength(16);
            register.HasIndex(r => r.State).IsUnique();
            register.Property(r => r.Version).IsConcurrencyToken();
            register.Property(r => r.Releases).AsReplacedJson();
        });
        modelBuilder.Entity<Broker>(broker =>
        {
            broker.ToTable("brokers");
            broker.Property(b => b.Id).ValueGeneratedNever();
            broker.Property(b => b.Originator).HasMaxLength(16);
            broker.Property(b => b.Number).HasMaxLength(64);
            broker.HasIndex(b => new { b.Originator, b.Number }).IsUnique().HasDatabaseName(NumberIndex);
            // What a release of a register reaches, the newest first.
            broker.HasIndex(b => new { b.ReleasedWith, b.Id });
            // What expires next.
            broker.HasIndex(b => new { b.Standing, b.ValidUntil });
            broker.Property(b => b.Kind).HasMaxLength(16);
            broker.Property(b => b.Country).HasMaxLength(3);
            broker.Property(b => b.Standing).HasMaxLength(16);
            broker.Property(b => b.Version).IsConcurrencyToken();
            broker.Property(b => b.Releases).AsReplacedJson();
            broker.HasOne<Register>().WithMany().HasForeignKey(b => b.Originator).HasPrincipalKey(r => r.State);
        });
        modelBuilder.AddGrants<Broker>("broker_grants");
        modelBuilder.Entity<EarlierEntry>(entry =>
        {
            entry.ToTable("broker_versions");
            entry.HasKey(e => new { e.BrokerId, e.Version });
            entry.Property(e => e.Standing).HasMaxLength(16);
            entry.HasOne<Broker>().WithMany().HasForeignKey(e => e.BrokerId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Licence>(licence =>
        {
            licence.ToTable("licences");
            licence.Property(l => l.Id).ValueGeneratedNever();
            licence.Property(l => l.Originator).HasMaxLength(16);
            licence.Property(l => l.Number).HasMaxLength(64);
            licence.HasIndex(l => new { l.Originator, l.Number }).IsUnique().HasDatabaseName(LicenceNumberIndex);
            licence.HasIndex(l => new { l.BrokerId, l.Id });
            licence.Property(l => l.State).HasMaxLength(16);
            licence.Property(l => l.Version).IsConcurrencyToken();
            licence.Property(l => l.Releases).AsReplacedJson();
            licence.HasOne<Broker>().WithMany().HasForeignKey(l => l.BrokerId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.AddGrants<Licence>("licence_grants");
        modelBuilder.Entity<IntegrityRecord>(record =>
        {
            record.ToTable("integrity_records");
            record.Property(r => r.Id).ValueGeneratedNever();
            record.Property(r => r.Originator).HasMaxLength(16);
            record.HasIndex(r => new { r.BrokerId, r.Id });
            record.Property(r => r.State).HasMaxLength(16);
            record.Property(r => r.Version).IsConcurrencyToken();
            record.Property(r => r.Releases).AsReplacedJson();
            record.Ignore(r => r.ReleasesNow);
            record.HasOne<Broker>().WithMany().HasForeignKey(r => r.BrokerId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.AddGrants<IntegrityRecord>("integrity_grants");
        modelBuilder.Entity<Denial>(denial =>
        {
            denial.ToTable("denials");
            denial.Property(d => d.Id).ValueGeneratedNever();
            denial.Property(d => d.Originator).HasMaxLength(16);
            denial.Property(d => d.Number).HasMaxLength(64);
            denial.HasIndex(d => new { d.Originator, d.Number }).IsUnique().HasDatabaseName(DenialNumberIndex);
            denial.Property(d => d.Kind).HasMaxLength(16);
            denial.Property(d => d.Destination).HasMaxLength(3);
            denial.Property(d => d.Version).IsConcurrencyToken();
            denial.Property(d => d.Releases).AsReplacedJson();
        });
        modelBuilder.AddGrants<Denial>("denial_grants");
        modelBuilder.Entity<StandingProposal>(proposal =>
        {
            proposal.ToTable("standing_proposals");
            proposal.Property(p => p.Id).ValueGeneratedNever();
            proposal.Property(p => p.Originator).HasMaxLength(16);
            proposal.Property(p => p.Standing).HasMaxLength(16);
            proposal.Property(p => p.State).HasMaxLength(16).IsConcurrencyToken();
            proposal.HasIndex(p => new { p.Originator, p.Id });
            // At most one is open: null stands beside null.
            proposal.HasIndex(p => new { p.BrokerId, p.IsOpen }).IsUnique().HasDatabaseName(OpenProposalIndex);
            proposal.HasOne<Broker>().WithMany().HasForeignKey(p => p.BrokerId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

internal sealed class PostgresBrokersDb(DbContextOptions<PostgresBrokersDb> options) : BrokersDb(options);

internal sealed class SqliteBrokersDb(DbContextOptions<SqliteBrokersDb> options) : BrokersDb(options);

internal sealed class PostgresBrokersDbFactory : IDesignTimeDbContextFactory<PostgresBrokersDb>
{
    public PostgresBrokersDb CreateDbContext(string[] args) => new((DbContextOptions<PostgresBrokersDb>)
        new DbContextOptionsBuilder<PostgresBrokersDb>().UseExchangePostgres("Host=design-time", typeof(BrokersDb)).Options);
}

internal sealed class SqliteBrokersDbFactory : IDesignTimeDbContextFactory<SqliteBrokersDb>
{
    public SqliteBrokersDb CreateDbContext(string[] args) => new((DbContextOptions<SqliteBrokersDb>)
        new DbContextOptionsBuilder<SqliteBrokersDb>().UseExchangeSqlite("Data Source=:memory:").Options);
}
