using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Exchange.Architecture.Tests;

/// <summary>Each database, on each provider, is made by its migrations as the model says.</summary>
public sealed class MigrationTests
{
    private static readonly IReadOnlyDictionary<string, Type> Factories = Projects.All
        .SelectMany(project => Projects.Assembly(project).GetTypes())
        .Where(type => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IDesignTimeDbContextFactory<>)))
        .ToDictionary(type => type.Name);

    public static TheoryData<string> Contexts => Projects.Data(Factories.Keys.Order());

    [Theory, MemberData(nameof(Contexts))]
    public void Migrations_are_the_model(string factory)
    {
        using var db = Create(Factories[factory]);
        Assert.False(db.Database.HasPendingModelChanges(), $"{db.GetType().Name} has changed: add a migration for it.");
    }

    [Fact]
    public void Every_database_has_both_providers() => Assert.Equal(
        Factories.Keys.Where(f => f.StartsWith("Postgres", StringComparison.Ordinal)).Select(f => f["Postgres".Length..]).Order(),
        Factories.Keys.Where(f => f.StartsWith("Sqlite", StringComparison.Ordinal)).Select(f => f["Sqlite".Length..]).Order());

    [Fact]
    public void A_model_without_its_migration_is_found()
    {
        using var db = new Samples.SampleDb(new DbContextOptionsBuilder<Samples.SampleDb>().UseSqlite("Data Source=:memory:").Options);
        Assert.True(db.Database.HasPendingModelChanges());
    }

    private static DbContext Create(Type factory) =>
        (DbContext)factory.GetMethod("CreateDbContext")!.Invoke(Activator.CreateInstance(factory, nonPublic: true), [Array.Empty<string>()])!;
}
