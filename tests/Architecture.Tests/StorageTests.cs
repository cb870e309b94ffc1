using Exchange.Architecture.Tests.Rules;
using Exchange.Architecture.Tests.Samples;

namespace Exchange.Architecture.Tests;

/// <summary>Everything that speaks to a database provider is in <c>shared/Storage</c>.</summary>
public sealed class StorageTests
{
    public static TheoryData<string> BesideStorage => Projects.Data(Projects.All.Except(["Exchange.Storage"]));

    [Theory, MemberData(nameof(BesideStorage))]
    public void No_other_project_knows_a_provider_or_holds_SQL(string project) => Assert.Empty(ProviderUses.In(Projects.Assembly(project)));

    [Fact]
    public void Provider_and_SQL_are_found() => Assert.Equal(
        [$"{typeof(AsksForTheProvider).FullName}: IsNpgsql", $"{typeof(WritesSql).FullName}: ExecuteSqlAsync"],
        ProviderUses.In(typeof(AsksForTheProvider).Assembly).Where(use => use.StartsWith("Exchange.Architecture.Tests.Samples", StringComparison.Ordinal)).Order());
}
