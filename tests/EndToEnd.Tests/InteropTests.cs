using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Exchange.Testing.Servers;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// A verifier that shares no line with the exchange (<c>tests/Interop</c>, on Node and jose) takes what the exchange issues, by its public
/// addresses alone.
/// </summary>
[Collection(OnTheNetwork.Name)]
public sealed class InteropTests(Network network, ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("exchange-interop-").FullName;

    [Fact]
    public async Task An_independent_verifier_follows_a_certificate_from_valid_to_revoked_and_refuses_what_is_altered()
    {
        if (MachineProgram.Find("node") is not { } node)
        {
            output.WriteLine("There is no node on this machine: the independent verifier was not run.");
            return;
        }
        foreach (var file in Directory.EnumerateFiles(Interop)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var npm = MachineProgram.Find("npm") ?? throw new InvalidOperationException("There is node on this machine, and no npm, which the independent verifier needs too.");
        await GuardedProcess.RunAsync([npm, "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], Log("npm"));

        using var issuing = network.As("TCD/licensing");
        // The keys and the list as they are before: what is kept of them must not outlive a change.
        var first = await IssueAsync();
        Assert.Equal("valid", await VerifyAsync(first.Credential));
        var second = await IssueAsync();
        Assert.Equal("valid", await VerifyAsync(second.Credential));
        await ChangeAsync(first.Id, "revoke");
        await ChangeAsync(second.Id, "suspend");
        Assert.Equal("revoked", await VerifyAsync(first.Credential));
        Assert.Equal("suspended", await VerifyAsync(second.Credential));
        await ChangeAsync(second.Id, "reinstate");
        Assert.Equal("valid", await VerifyAsync(second.Credential));

        var parts = second.Credential.Split('.');
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!;
        claims["euc"]!["goods"]![0]!["quantity"] = 5000;
        parts[1] = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString()));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => VerifyAsync(string.Join('.', parts)));
        Assert.Contains("ERR_JWS_SIGNATURE_VERIFICATION_FAILED", refused.Message);

        async Task<(string Id, string Credential)> IssueAsync()
        {
            var issued = await issuing.PostAsync("/v1/certificates", SampleCertificate.Json());
            return (issued["id"]!.GetValue<string>(), issued["credential"]!.GetValue<string>());
        }
        async Task ChangeAsync(string id, string verb) =>
            await issuing.PostAsync($"/v1/certificates/{id}/{verb}", new JsonObject { ["reason"] = "A test of the status list." }, 200);
        async Task<string> VerifyAsync(string credential)
        {
            var file = Path.Combine(folder, "credential");
            await File.WriteAllTextAsync(file, credential);
            var log = Log("verify");
            await GuardedProcess.RunAsync([node, Path.Combine(folder, "verify.mjs"), file, Schema], log);
            return (await File.ReadAllTextAsync(log)).Trim();
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Log(string name) => Path.Combine(folder, $"{name}-{Guid.CreateVersion7()}.log");

    private static string Interop => Path.Combine(Root(), "tests", "Interop");
    private static string Schema => Path.Combine(Root(), "docs", "schemas", "end-user-certificate.schema.json");

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
