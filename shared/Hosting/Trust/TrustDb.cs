using Exchange.Contracts;
using Exchange.Hosting.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Exchange.Hosting.Trust;

/// <summary>A member as this service last heard of it; <see cref="State"/> is its <see cref="MemberTrust"/> as JSON.</summary>
public sealed class TrustedMember
{
    public required string Code { get; init; }
    public required long Version { get; set; }
    public required string State { get; set; }
}

/// <summary>A group as this service last heard of it; <see cref="State"/> is its <see cref="GroupChanged"/> as JSON.</summary>
public sealed class TrustedGroup
{
    public required string Code { get; init; }
    public required long Version { get; set; }
    public required string State { get; set; }
}

/// <summary>
/// What a service knows of members, their issuers and groups: its own projection of Identity's events, in its own
/// database, so that it validates tokens while Identity is down.
/// </summary>
public abstract class TrustDb(DbContextOptions options) : ExchangeDb(options)
{
    public DbSet<TrustedMember> Members => Set<TrustedMember>();
    public DbSet<TrustedGroup> Groups => Set<TrustedGroup>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresSchema(Database, "trust");
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<TrustedMember>(member =>
        {
            member.ToTable("members");
            member.HasKey(m => m.Code);
            member.Property(m => m.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<TrustedGroup>(group =>
        {
            group.ToTable("groups");
            group.HasKey(g => g.Code);
            group.Property(g => g.Version).IsConcurrencyToken();
        });
    }
}

public sealed class PostgresTrustDb(DbContextOptions<PostgresTrustDb> options) : TrustDb(options);

public sealed class SqliteTrustDb(DbContextOptions<SqliteTrustDb> options) : TrustDb(options);

internal sealed class PostgresTrustDbFactory : IDesignTimeDbContextFactory<PostgresTrustDb>
{
    public PostgresTrustDb CreateDbContext(string[] args) => new((DbContextOptions<PostgresTrustDb>)
        new DbContextOptionsBuilder<PostgresTrustDb>().UseExchangePostgres("Host=design-time", typeof(TrustDb)).Options);
}

internal sealed class SqliteTrustDbFactory : IDesignTimeDbContextFactory<SqliteTrustDb>
{
    public SqliteTrustDb CreateDbContext(string[] args) => new((DbContextOptions<SqliteTrustDb>)
        new DbContextOptionsBuilder<SqliteTrustDb>().UseExchangeSqlite("Data Source=:memory:").Options);
}
