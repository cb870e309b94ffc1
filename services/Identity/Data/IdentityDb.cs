using Exchange.Hosting.Data;
using Exchange.Identity.Clients;
using Exchange.Identity.Groups;
using Exchange.Identity.Issuers;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Exchange.Identity.Data;

/// <summary>Members, their issuers' keys and clients, groups, and used client assertions.</summary>
internal abstract class IdentityDb(DbContextOptions options) : ExchangeDb(options)
{
    public DbSet<Member> Members => Set<Member>();
    public DbSet<IssuerKey> Keys => Set<IssuerKey>();
    public DbSet<Client> Clients => Set<Client>();
    public DbSet<Group> Groups => Set<Group>();
    public DbSet<UsedAssertion> UsedAssertions => Set<UsedAssertion>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Member>(member =>
        {
            member.ToTable("members");
            member.HasKey(m => m.Code);
            member.Property(m => m.Code).HasMaxLength(20);
            member.HasIndex(m => m.Issuer).IsUnique();
            member.Property(m => m.Version).IsConcurrencyToken();
            member.Property(m => m.Federation).AsJson();
            member.Property(m => m.PointsOfContact).AsJson();
            member.Property(m => m.DisabledClients).AsJson();
            member.HasMany(m => m.Keys).WithOne().HasForeignKey(k => k.Member);
        });
        modelBuilder.Entity<IssuerKey>(key =>
        {
            key.ToTable("issuer_keys");
            key.HasKey(k => k.Id);
            // The service generates the id. Otherwise EF would take a new key in a member's list for a stored one.
            key.Property(k => k.Id).HasMaxLength(64).ValueGeneratedNever();
        });
        modelBuilder.Entity<Client>(client =>
        {
            client.ToTable("clients");
            client.HasKey(c => c.Id);
            client.HasIndex(c => c.ClientId).IsUnique();
            client.Property(c => c.ClientId).HasMaxLength(80).IsRequired();
            client.Property(c => c.JsonWebKeySet).IsRequired();
            client.Property(c => c.Functions).AsJson();
            client.Property(c => c.Scopes).AsJson();
            client.HasOne<Member>().WithMany().HasForeignKey(c => c.Member);
            // Only other flows and shared secrets need these.
            client.Ignore(c => c.Authorizations).Ignore(c => c.Tokens).Ignore(c => c.ClientSecret).Ignore(c => c.ClientType)
                .Ignore(c => c.ApplicationType).Ignore(c => c.ConcurrencyToken).Ignore(c => c.ConsentType).Ignore(c => c.DisplayName)
                .Ignore(c => c.DisplayNames).Ignore(c => c.Permissions).Ignore(c => c.PostLogoutRedirectUris).Ignore(c => c.Properties)
                .Ignore(c => c.RedirectUris).Ignore(c => c.Requirements).Ignore(c => c.Settings);
        });
        modelBuilder.Entity<Group>(group =>
        {
            group.ToTable("groups");
            group.HasKey(g => g.Code);
            group.Property(g => g.Code).HasMaxLength(20);
            group.Property(g => g.Version).IsConcurrencyToken();
            group.Property(g => g.Memberships).AsJson();
        });
        modelBuilder.Entity<UsedAssertion>(assertion =>
        {
            assertion.ToTable("used_assertions");
            assertion.HasKey(a => a.Id);
            assertion.HasIndex(a => a.ExpiresAt);
        });
    }
}

internal sealed class PostgresIdentityDb(DbContextOptions<PostgresIdentityDb> options) : IdentityDb(options);

internal sealed class SqliteIdentityDb(DbContextOptions<SqliteIdentityDb> options) : IdentityDb(options);

internal sealed class PostgresIdentityDbFactory : IDesignTimeDbContextFactory<PostgresIdentityDb>
{
    public PostgresIdentityDb CreateDbContext(string[] args) => new((DbContextOptions<PostgresIdentityDb>)
        new DbContextOptionsBuilder<PostgresIdentityDb>().UseExchangePostgres("Host=design-time", typeof(IdentityDb)).Options);
}

internal sealed class SqliteIdentityDbFactory : IDesignTimeDbContextFactory<SqliteIdentityDb>
{
    public SqliteIdentityDb CreateDbContext(string[] args) => new((DbContextOptions<SqliteIdentityDb>)
        new DbContextOptionsBuilder<SqliteIdentityDb>().UseExchangeSqlite("Data Source=:memory:").Options);
}
