using System.Xml.Linq;

namespace Exchange.Architecture.Tests;

/// <summary>Who may know whom.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Services_and_the_gateway_reference_only_shared_projects() =>
        Assert.Empty(Projects.Files("services", "gateway").Where(p => p.Key != "Exchange.Standalone").SelectMany(p => NotShared(p.Key, p.Value)));

    [Fact]
    public void Shared_projects_reference_only_shared_projects() =>
        Assert.Empty(Projects.Files("shared").SelectMany(p => NotShared(p.Key, p.Value)));

    [Fact]
    public void Contracts_depends_on_nothing() =>
        Assert.Empty(Dependencies(Projects.Files("shared")["Exchange.Contracts"]));

    [Fact]
    public void A_reference_to_another_service_is_found() =>
        Assert.Equal(["Exchange.Bad references Exchange.Identity"], NotShared("Exchange.Bad", Project("""
            <ProjectReference Include="../../shared/Hosting/Exchange.Hosting.csproj" />
            <ProjectReference Include="../Identity/Exchange.Identity.csproj" />
            """)));

    [Theory]
    [InlineData("""<PackageReference Include="MassTransit" />""", "MassTransit")]
    [InlineData("""<ProjectReference Include="../Access/Exchange.Access.csproj" />""", "Exchange.Access")]
    [InlineData("""<FrameworkReference Include="Microsoft.AspNetCore.App" />""", "Microsoft.AspNetCore.App")]
    public void A_dependency_of_contracts_is_found(string item, string name) => Assert.Equal([name], Dependencies(Project(item)));

    private static IEnumerable<string> NotShared(string name, XDocument project) => project.Descendants("ProjectReference")
        .Select(NameOf).Where(reference => !Projects.Shared.Contains(reference)).Select(reference => $"{name} references {reference}");

    private static IEnumerable<string> Dependencies(XDocument project) => project.Descendants()
        .Where(e => e.Name.LocalName is "ProjectReference" or "PackageReference" or "FrameworkReference" or "Reference").Select(NameOf);

    private static string NameOf(XElement reference) => reference.Attribute("Include")!.Value is var include && include.EndsWith(".csproj", StringComparison.Ordinal)
        ? Path.GetFileNameWithoutExtension(include)
        : include;

    private static XDocument Project(string items) => XDocument.Parse($"<Project><ItemGroup>{items}</ItemGroup></Project>");
}
