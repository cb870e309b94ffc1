using System.Reflection;
using Exchange.Architecture.Tests.Samples;
using NetArchTest.Rules;

namespace Exchange.Architecture.Tests;

/// <summary>Features speak to the bus through the outbox alone.</summary>
public sealed class MessagingTests
{
    public static TheoryData<string> Services => Projects.Data(Projects.Services);

    [Theory, MemberData(nameof(Services))]
    public void Only_consumers_and_the_composition_know_MassTransit(string project) => Assert.Empty(Knowing(Projects.Assembly(project)));

    [Fact]
    public void A_feature_that_publishes_by_itself_is_found() =>
        Assert.Equal([typeof(PublishesPastTheOutbox).FullName], Knowing(typeof(MessagingTests).Assembly));

    private static IEnumerable<string> Knowing(Assembly assembly) => (Types.InAssembly(assembly)
        .That().DoNotHaveNameEndingWith("Module").And().DoNotHaveName("Program")
        .ShouldNot().HaveDependencyOn("MassTransit").GetResult().FailingTypeNames ?? [])
        .Select(name => name.Split('+', '/')[0]).Distinct().Where(name => assembly.GetType(name)!.GetInterface("MassTransit.IConsumer") is null);
}
