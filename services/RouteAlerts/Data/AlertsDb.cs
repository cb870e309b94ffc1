using Exchange.Access;
using Exchange.Hosting.CatchUp;
using Exchange.Hosting.Data;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Feed;
using Exchange.RouteAlerts.Places;
using Exchange.RouteAlerts.Subscriptions;
using Exchange.RouteAlerts.Webhooks;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Exchange.RouteAlerts.Data;

/// <summary>Alerts with their grants, the feed of what happened to them, subscriptions and their deliveries.</summary>
internal abstract class AlertsDb(DbContextOptions options) : ExchangeDb(options)
{
    /// <summary>The unique index of references.</summary>
    public const string ReferenceIndex = "IX_alerts_Reference";

    public DbSet<RouteAlert> Alerts => Set<RouteAlert>();
    public DbSet<FollowedCase> FollowedCases => Set<FollowedCase>();
    public DbSet<PlaceRecord> Places => Set<PlaceRecord>();
    public DbSet<FeedEntry> Feed => Set<FeedEntry>();
    public DbSet<Subscription> Subscriptions => Set<Subscription>();
    public DbSet<WebhookDelivery> Deliveries => Set<WebhookDelivery>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddGrants<RouteAlert>("alert_grants");
        modelBuilder.AddGrants<FeedEntry>("feed_grants");
        modelBuilder.AddCatchUps();
        modelBuilder.Entity<RouteAlert>(alert =>
        {
            alert.ToTable("alerts");
            alert.Property(a => a.Version).IsConcurrencyToken();
            alert.Property(a => a.Originator).HasMaxLength(16);
            alert.Property(a => a.Reference).HasMaxLength(40);
            alert.HasIndex(a => a.Reference).IsUnique().HasDatabaseName(ReferenceIndex);
            alert.HasIndex(a => a.Position);
            alert.HasIndex(a => a.CaseId).IsUnique();
            alert.Property(a => a.Route).HasColumnName("Legs").AsJson();
            alert.Property(a => a.Handling).AsJson();
            alert.OwnsOne(a => a.Box);
        });
        modelBuilder.Entity<FollowedCase>(followed =>
        {
            followed.ToTable("followed_cases");
            followed.HasKey(f => f.CaseId);
            followed.Property(f => f.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<PlaceRecord>(place =>
        {
            place.ToTable("known_places");
            place.HasKey(p => p.Locode);
            place.Property(p => p.Locode).HasMaxLength(5);
        });
        modelBuilder.Entity<FeedEntry>(entry =>
        {
            entry.ToTable("feed");
            entry.HasIndex(e => e.Position).IsUnique();
            entry.HasOne<RouteAlert>().WithMany().HasForeignKey(e => e.AlertId);
        });
        modelBuilder.Entity<FeedHead>(head =>
        {
            head.ToTable("feed_head");
            head.HasData(new FeedHead { Id = FeedHead.Only, Last = 0 });
        });
        modelBuilder.Entity<Subscription>(subscription =>
        {
            subscription.ToTable("subscriptions");
            subscription.HasIndex(s => new { s.Member, s.Authority });
            subscription.HasIndex(s => new { s.State, s.MinSeverity });
        });
        modelBuilder.Entity<WebhookDelivery>(delivery =>
        {
            delivery.ToTable("deliveries");
            delivery.HasOne<Subscription>().WithMany().HasForeignKey(d => d.SubscriptionId).OnDelete(DeleteBehavior.Cascade);
            delivery.HasOne<FeedEntry>().WithMany().HasForeignKey(d => d.EntryId);
            delivery.HasIndex(d => new { d.SubscriptionId, d.EntryId }).IsUnique();
            delivery.HasIndex(d => new { d.SubscriptionId, d.AlertId });
            delivery.HasIndex(d => new { d.State, d.DueAt });
            // A worker whose lease ended may no longer write the result.
            delivery.Property(d => d.DueAt).IsConcurrencyToken();
            delivery.Property(d => d.Attempts).AsJson();
        });
    }
}

internal sealed class PostgresAlertsDb(DbContextOptions<PostgresAlertsDb> options) : AlertsDb(options);

internal sealed class SqliteAlertsDb(DbContextOptions<SqliteAlertsDb> options) : AlertsDb(options);

internal sealed class PostgresAlertsDbFactory : IDesignTimeDbContextFactory<PostgresAlertsDb>
{
    public PostgresAlertsDb CreateDbContext(string[] args) => new((DbContextOptions<PostgresAlertsDb>)
        new DbContextOptionsBuilder<PostgresAlertsDb>().UseExchangePostgres("Host=design-time", typeof(AlertsDb)).Options);
}

internal sealed class SqliteAlertsDbFactory : IDesignTimeDbContextFactory<SqliteAlertsDb>
{
    public SqliteAlertsDb CreateDbContext(string[] args) => new((DbContextOptions<SqliteAlertsDb>)
        new DbContextOptionsBuilder<SqliteAlertsDb>().UseExchangeSqlite("Data Source=:memory:").Options);
}
