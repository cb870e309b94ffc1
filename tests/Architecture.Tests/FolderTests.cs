using System.Text.RegularExpressions;
using Exchange.Architecture.Tests.Folders;
using Exchange.Architecture.Tests.Rules;
using Exchange.Architecture.Tests.Samples;

namespace Exchange.Architecture.Tests;

/// <summary>Folders are rooms: a namespace is a folder, and each folder uses only those that its project's table allows.</summary>
public sealed partial class FolderTests
{
    /// <summary>Folders in which a namespace is not yet the folder. The list may only shrink.</summary>
    private static readonly string[] Misplaced = [];

    /// <summary>Projects in which other types than the module are still public. The list may only shrink.</summary>
    private static readonly string[] Open = ["Exchange.Gateway"];

    private static readonly IReadOnlyDictionary<string, FolderTable> Known = typeof(FolderTable).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(FolderTable)) && t != typeof(SampleFolders))
        .Select(t => (FolderTable)Activator.CreateInstance(t)!).ToDictionary(table => table.Project);

    public static TheoryData<string> Tables => Projects.Data(Known.Keys.Order());
    public static TheoryData<string> Hosts => Projects.Data([.. Projects.Services, "Exchange.Gateway", "Exchange.Standalone"]);

    [Theory, MemberData(nameof(Tables))]
    public void Folders_use_only_what_the_table_allows(string project) => None(NotAllowed(Known[project]));

    [Theory, MemberData(nameof(Tables))]
    public void The_table_allows_nothing_that_no_folder_uses(string project) => None(NotUsed(Known[project]));

    [Theory, MemberData(nameof(Tables))]
    public void No_folders_use_each_other_in_a_circle(string project) => None(Circles(Known[project]));

    [Fact]
    public void A_namespace_is_a_folder() => None(MisplacedFolders().Except(Misplaced));

    [Fact]
    public void Every_folder_that_is_excepted_still_needs_it() => None(Misplaced.Except(MisplacedFolders()));

    [Theory, MemberData(nameof(Hosts))]
    public void Only_the_module_is_public(string project)
    {
        var visible = Visible(Projects.Assembly(project).GetTypes()).ToList();
        // A project that needs no exception any more must not keep one.
        if (Open.Contains(project)) Assert.NotEmpty(visible);
        else None(visible);
    }

    [Fact]
    public void A_use_that_the_table_does_not_allow_is_found() =>
        Assert.Equal(["North uses (root): Compass -> Chart", "North uses South: Compass -> Swallow"], NotAllowed(new SampleFolders()));

    [Fact]
    public void An_entry_of_the_table_that_no_folder_uses_is_found() => Assert.Equal(["South no longer uses North"], NotUsed(new SampleFolders()));

    [Fact]
    public void A_circle_of_folders_is_found_and_Data_is_none() =>
        Assert.Equal(["East uses North: Sunrise -> Compass", "North uses South: Compass -> Swallow", "South uses East: Swallow -> Sunrise"], Circles(new SampleFolders()));

    [Theory]
    [InlineData("services/Bad/Cases/ReportCase.cs", "namespace Exchange.Bad;", true)]
    [InlineData("services/Bad/Cases/ReportCase.cs", "namespace Exchange.Bad.Cases;", false)]
    [InlineData("services/Bad/Data/Migrations/Initial.cs", "namespace Exchange.Bad.Data\n{\n}", true)]
    [InlineData("services/Bad/Data/Migrations/Initial.cs", "namespace Exchange.Bad.Data.Migrations\n{\n}", false)]
    [InlineData("services/Bad/BadModule.cs", "namespace Exchange.Bad;", false)]
    [InlineData("services/Bad/Program.cs", "using Exchange.Bad;", false)]
    public void A_namespace_that_is_not_its_folder_is_found(string file, string text, bool found) =>
        Assert.Equal(found, IsMisplaced(file, text, "services/Bad", "Exchange.Bad"));

    [Fact]
    public void A_public_type_beside_the_module_is_found() =>
        Assert.Equal([typeof(SeenByAll).FullName], Visible([typeof(SeenByAll), typeof(SeenByAll.Nested), typeof(SampleModule), typeof(SampleView)]));

    private static IEnumerable<string> NotAllowed(FolderTable table) =>
        UsesOf(table).Where(use => !table.Uses.GetValueOrDefault(use.From, []).Contains(use.To)).Select(Line);

    private static IEnumerable<string> NotUsed(FolderTable table)
    {
        var uses = UsesOf(table).Select(use => (use.From, use.To)).ToHashSet();
        return table.Uses.SelectMany(folder => folder.Value.Select(other => (From: folder.Key, To: other)))
            .Where(entry => !uses.Contains(entry)).Select(entry => $"{entry.From} no longer uses {entry.To}").Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Circles(FolderTable table) => FolderUses.Circles(UsesOf(table), FolderTable.Data).Select(Line);

    private static IReadOnlyList<FolderUse> UsesOf(FolderTable table) => table is SampleFolders
        ? FolderUses.In(typeof(SampleFolders).Assembly, table.Project)
        : FolderUses.In(Projects.Assembly(table.Project), table.Project);

    private static string Line(FolderUse use) => $"{use.From} uses {use.To}: {use.Example}";

    // xunit shortens the strings that it compares; a message it shows whole.
    private static void None(IEnumerable<string> found)
    {
        var lines = string.Join('\n', found);
        Assert.True(lines.Length == 0, lines);
    }

    private static IEnumerable<string> MisplacedFolders() => (
        from top in new[] { "services", "shared", "gateway", "clients" }
        from project in Directory.EnumerateFiles(Path.Combine(Projects.Root, top), "*.csproj", SearchOption.AllDirectories)
        let folder = Relative(Path.GetDirectoryName(project)!)
        from file in Directory.EnumerateFiles(Path.GetDirectoryName(project)!, "*.cs", SearchOption.AllDirectories).Select(Relative)
        where !file.StartsWith($"{folder}/bin/", StringComparison.Ordinal) && !file.StartsWith($"{folder}/obj/", StringComparison.Ordinal)
        where IsMisplaced(file, File.ReadAllText(Path.Combine(Projects.Root, file)), folder, Path.GetFileNameWithoutExtension(project))
        select file[..file.LastIndexOf('/')]).Distinct().Order(StringComparer.Ordinal);

    private static bool IsMisplaced(string file, string text, string projectFolder, string root)
    {
        var below = file[(projectFolder.Length + 1)..].Split('/')[..^1];
        return Namespaces().Matches(text).Any(found => found.Groups[1].Value != string.Join('.', below.Prepend(root)));
    }

    private static string Relative(string path) => Path.GetRelativePath(Projects.Root, path).Replace('\\', '/');

    // Generated: migrations, and the class of top-level statements.
    private static IEnumerable<string> Visible(IEnumerable<Type> types) => types
        .Where(t => t.IsPublic && !t.Name.EndsWith("Module", StringComparison.Ordinal) && t.Name != "Program" && t.Namespace?.Contains(".Migrations.", StringComparison.Ordinal) != true)
        .Select(t => t.FullName!).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespaces();
}
