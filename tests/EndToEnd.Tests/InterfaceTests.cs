using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Exchange.Testing.Servers;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// Other people's tools (<c>tests/Interface</c>) read what is published: linters and a generator of clients the committed OpenAPI documents, and the
/// programs of <c>docs/integrate.md</c> a running network. Each runs where its tool is on the machine.
/// </summary>
[Collection(OnTheNetwork.Name)]
public sealed class InterfaceTests(Network network, InterfaceTools tools, ITestOutputHelper output) : IClassFixture<InterfaceTools>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("exchange-interface-").FullName;

    [Fact]
    public async Task Redocly_and_Spectral_find_no_error_and_no_warning()
    {
        if (!await HasToolsAsync()) return;
        var documents = Directory.GetFiles(Path.Combine(InterfaceTools.Root, "docs", "openapi"), "*.json").Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(documents);
        var redocly = await RunAsync([tools.Program("redocly"), "lint", "--config", Path.Combine(InterfaceTools.Root, "redocly.yaml"), "--format", "summary", .. documents]);
        // Errors end it with 1; warnings are counted in words: "You have 2 warnings."
        Assert.Contains("Your API descriptions are valid", redocly, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]+ (warning|error)", redocly);
        // It ends with 1 when it finds something of this severity or worse.
        await RunAsync([tools.Program("spectral"), "lint", "--ruleset", Path.Combine(InterfaceTools.Root, ".spectral.yaml"), "--fail-severity", "hint", .. documents]);
    }

    [Fact]
    public async Task A_generated_client_compiles_strictly_and_walks_the_readme()
    {
        if (!await HasToolsAsync()) return;
        foreach (var document in Directory.GetFiles(Path.Combine(InterfaceTools.Root, "docs", "openapi"), "*.json"))
            await RunAsync([tools.Program("openapi-typescript"), document, "--output", Path.Combine(tools.Folder, $"{Path.GetFileNameWithoutExtension(document)}.d.ts")]);
        await RunAsync([tools.Program("tsc"), "--project", tools.Folder]);

        string[] identities = ["KEN/customs", "UGA/customs", "TZA/police", "EAC/secretariat", "TCD/licensing", "CZE/licensing"];
        var tokens = new Dictionary<string, string>();
        foreach (var identity in identities)
        {
            using var party = network.As(identity);
            tokens[identity] = await party.TokenAsync();
        }
        var walked = await RunAsync([InterfaceTools.Node!, Path.Combine(tools.Folder, "out", "walk.js")], new()
        {
            ["EXCHANGE"] = network.Gateway.Url.GetLeftPart(UriPartial.Authority),
            ["TOKENS"] = JsonSerializer.Serialize(tokens),
            ["TODAY"] = SampleCertificate.Day(0),
            ["NEXT_YEAR"] = SampleCertificate.Day(365),
        });
        output.WriteLine(walked);
        Assert.True(walked.Trim().Split('\n').Length >= 15, walked);
    }

    [Theory]
    [InlineData("bash", "bash", null)]
    [InlineData("python", "python3", "import jwt, cryptography, requests")]
    [InlineData("js", "node", null)]
    public async Task The_programs_of_the_integration_guide_post_a_case(string language, string program, string? needs)
    {
        if (await ToolAsync(program, needs) is not { } tool)
        {
            output.WriteLine($"There is no {program} with what the program needs on this machine: {language} was not run.");
            return;
        }
        if (language == "js" && !await HasToolsAsync()) return;
        var key = Path.Combine(folder, "customs.pem");
        using var customs = network.As("KEN/customs");
        await File.WriteAllTextAsync(key, customs.PrivateKeyPem());
        // Beside the packages, where Node looks for them.
        var file = Path.Combine(language == "js" ? tools.Folder : folder, language == "js" ? $"{Guid.CreateVersion7()}.mjs" : $"program.{language}");
        await File.WriteAllTextAsync(file, Program(language));
        var posted = await RunAsync([tool, file], new()
        {
            ["EXCHANGE"] = network.Gateway.Url.GetLeftPart(UriPartial.Authority),
            ["MEMBER"] = "ken",
            ["CLIENT"] = "KEN/customs",
            ["KEY"] = key,
        });
        Assert.StartsWith("KEN-", JsonNode.Parse(posted)!["reference"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_introduction_of_the_documents_posts_a_case()
    {
        var (shell, introduction) = (MachineProgram.Find("bash")!, Description());
        // Indented lines are the commands; what is not set there, the reader sets.
        var commands = string.Join('\n', introduction.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line[4..]))
            .Replace("http://127.0.0.1:8080", network.Gateway.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        using var customs = network.As("KEN/customs");
        await File.WriteAllTextAsync(Path.Combine(folder, "customs.pem"), customs.PrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(folder, "introduction.sh"), $"cd '{folder}'\n{commands}");
        Assert.Contains("201 Created", await RunAsync([shell, Path.Combine(folder, "introduction.sh")]), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<bool> HasToolsAsync()
    {
        if (await tools.InstallAsync()) return true;
        output.WriteLine("There is no node on this machine: this was not run.");
        return false;
    }

    private async Task<string> RunAsync(IReadOnlyList<string> command, Dictionary<string, string?>? environment = null)
    {
        var log = Path.Combine(folder, $"{Guid.CreateVersion7()}.log");
        await GuardedProcess.RunAsync([.. command], log, environment);
        return await File.ReadAllTextAsync(log);
    }

    private async Task<string?> ToolAsync(string program, string? needs)
    {
        foreach (var found in new[] { MachineProgram.Find(program), $"/usr/bin/{program}" }.OfType<string>().Where(File.Exists))
        {
            if (needs is null) return found;
            try
            {
                await RunAsync([found, "-c", needs]);
                return found;
            }
            catch (InvalidOperationException)
            {
                output.WriteLine($"{found} does not have what the program needs.");
            }
        }
        return null;
    }

    private static string Program(string language) =>
        Regex.Match(File.ReadAllText(Path.Combine(InterfaceTools.Root, "docs", "integrate.md")), $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

    private static string Description() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(InterfaceTools.Root, "docs", "openapi", "diversion-cases.json")))!["info"]!["description"]!.GetValue<string>();
}

/// <summary>The packages of <c>tests/Interface</c>, installed once for the tests of the class.</summary>
public sealed class InterfaceTools : IDisposable
{
    private readonly Lazy<Task> installed;

    public InterfaceTools() => installed = new(InstallPackagesAsync);

    public static string? Node => MachineProgram.Find("node");
    public static string Root => Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));
    public string Folder { get; } = Directory.CreateTempSubdirectory("exchange-interface-tools-").FullName;

    /// <summary>False where there is no node.</summary>
    public async Task<bool> InstallAsync()
    {
        if (Node is null) return false;
        await installed.Value;
        return true;
    }

    /// <summary>The path of a package's program.</summary>
    public string Program(string name) => Path.Combine(Folder, "node_modules", ".bin", name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task InstallPackagesAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "tests", "Interface"))) File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        var npm = MachineProgram.Find("npm") ?? throw new InvalidOperationException("There is node on this machine, and no npm, which the tools of the interface need too.");
        await GuardedProcess.RunAsync([npm, "ci", "--prefix", Folder, "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], Path.Combine(Folder, "npm.log"), within: TimeSpan.FromMinutes(5));
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
