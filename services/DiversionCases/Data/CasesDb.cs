using Exchange.Access;
using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Consumers;
using Exchange.DiversionCases.Marks;
using Exchange.DiversionCases.Places;
using Exchange.Hosting.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Exchange.DiversionCases.Data;

/// <summary>Cases with their earlier versions, grants and marks, and what opened some of them.</summary>
internal abstract class CasesDb(DbContextOptions options) : ExchangeDb(options)
{
    public const string ReferenceIndex = "IX_cases_Reference";

    public DbSet<DiversionCase> Cases => Set<DiversionCase>();
    public DbSet<EarlierVersion> EarlierVersions => Set<EarlierVersion>();
    public DbSet<CaseOfForgery> CasesOfForgeries => Set<CaseOfForgery>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<DiversionCase>(record =>
        {
            record.ToTable("cases");
            record.Property(c => c.Id).ValueGeneratedNever();
            record.Property(c => c.Reference).HasMaxLength(40);
            record.HasIndex(c => c.Reference).IsUnique().HasDatabaseName(ReferenceIndex);
            record.Property(c => c.Originator).HasMaxLength(16);
            record.Property(c => c.Revision).IsConcurrencyToken();
            record.Property(c => c.Releases).AsJson();
        });
        modelBuilder.Entity<EarlierVersion>(version =>
        {
            version.ToTable("case_versions");
            version.Property(v => v.Id).ValueGeneratedNever();
            // Not unique: of two changes at once the case's revision refuses the second, and says so better than an index.
            version.HasIndex(v => new { v.CaseId, v.Version });
            version.HasOne<DiversionCase>().WithMany().HasForeignKey(v => v.CaseId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CaseOfForgery>(forgery =>
        {
            forgery.ToTable("cases_of_forgeries");
            forgery.HasKey(f => f.ForgeryId);
            forgery.Property(f => f.ForgeryId).ValueGeneratedNever();
            forgery.HasOne<DiversionCase>().WithMany().HasForeignKey(f => f.CaseId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.AddGrants<DiversionCase>("case_grants");
        modelBuilder.AddWeaponMarks<DiversionCase>(Database);
        modelBuilder.AddPlaces();
    }
}

internal sealed class PostgresCasesDb(DbContextOptions<PostgresCasesDb> options) : CasesDb(options);

internal sealed class SqliteCasesDb(DbContextOptions<SqliteCasesDb> options) : CasesDb(options);

internal sealed class PostgresCasesDbFactory : IDesignTimeDbContextFactory<PostgresCasesDb>
{
    public PostgresCasesDb CreateDbContext(string[] args) => new((DbContextOptions<PostgresCasesDb>)
        new DbContextOptionsBuilder<PostgresCasesDb>().UseExchangePostgres("Host=design-time", typeof(CasesDb)).Options);
}

internal sealed class SqliteCasesDbFactory : IDesignTimeDbContextFactory<SqliteCasesDb>
{
    public SqliteCasesDb CreateDbContext(string[] args) => new((DbContextOptions<SqliteCasesDb>)
        new DbContextOptionsBuilder<SqliteCasesDb>().UseExchangeSqlite("Data Source=:memory:").Options);
}
