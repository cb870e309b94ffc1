using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exchange.Benchmarks.Harness;
using Exchange.Credentials;

namespace Exchange.Benchmarks;

/// <summary>
/// <c>exchange certificate verify FILE --offline</c>, published as in the README, from the first line of the program to the end of its
/// process. The floor verifies one signature and parses its JSON in its own process.
/// </summary>
internal static class OfflineBenchmark
{
    public const string Floor = "signature";

    private const double Target = 150;
    private const string Network = "http://127.0.0.1:8080";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<Findings> MeasureAsync(Run run)
    {
        var folder = Directory.CreateTempSubdirectory("exchange-bench-").FullName;
        try
        {
            Progress.Say("offline: publishing the command line");
            var program = Path.Combine(folder, "cli");
            await RunAsync([], "publish", Path.Combine(Repository.Root, "clients", "Cli"), "-o", program, "-v", "quiet");
            var files = await PrepareAsync(folder);
            Dictionary<string, string> environment = new() { ["EXCHANGE_HOME"] = folder, ["EXCHANGE_URL"] = Network, ["DOTNET_STARTUP_HOOKS"] = Repository.Floors };
            var (credential, qr, floor) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 1; round <= (run.Quick ? 3 : 15); round++)
            {
                credential.Add(await VerifyAsync(files.Credential));
                qr.Add(await VerifyAsync(files.Qr));
                floor.Add(Milliseconds((await RunAsync([], Repository.Floors, "timed", Floor, files.Credential, files.Key)).Error));
                Progress.Say(string.Create(CultureInfo.InvariantCulture, $"offline: round {round}: credential {credential[^1]:0.0} ms, QR {qr[^1]:0.0} ms, floor {floor[^1]:0.0} ms"));
            }
            return new Findings(
                "Verifying offline",
                "`exchange certificate verify FILE --offline`, published as in the README, with stored keys and a full status list: from the first line of the program to the end of its process. "
                + "The floor verifies one ES256 signature of the same credential and parses its JSON, in its own process too.",
                [Line("a credential", credential, floor), Line("the text of a QR code", qr, floor)]);

            async Task<double> VerifyAsync(string file)
            {
                var (output, error) = await RunAsync(environment, Path.Combine(program, "exchange.dll"), "certificate", "verify", file, "--offline");
                return output.Contains("AUTHENTIC", StringComparison.Ordinal) ? Milliseconds(error) : throw new InvalidOperationException($"The verdict is not authentic: {output} {error}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Milliseconds to verify a signature and parse the signed JSON.</summary>
    public static double TimeFloor(string[] args)
    {
        var start = Stopwatch.GetTimestamp();
        var text = File.ReadAllText(args[0]);
        var end = text.LastIndexOf('.');
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(args[1]), out _);
        if (!key.VerifyData(Encoding.ASCII.GetBytes(text, 0, end), Base64Url.DecodeFromChars(text.AsSpan(end + 1)), HashAlgorithmName.SHA256))
            throw new InvalidOperationException("The signature is not valid.");
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(text.AsSpan(text.IndexOf('.') + 1, end - text.IndexOf('.') - 1)));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static Finding Line(string what, List<double> times, List<double> floor)
    {
        var (ours, its) = (new Samples(times), new Samples(floor));
        return new(what, Figures.Milliseconds(ours), Figures.Milliseconds(its), Figures.Ratio(ours.Median / its.Median), $"< {Target} ms", ours.Greatest < Target);
    }

    /// <summary>The last line that a timed program prints.</summary>
    private static double Milliseconds(string error) => double.Parse(error.Trim().Split('\n')[^1], CultureInfo.InvariantCulture);

    private static async Task<(string Output, string Error)> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode == 0 ? (await output, await error) : throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}: {await output} {await error}");
    }

    /// <summary>A credential, its extract, the keys and a status list as <c>exchange certificate prepare</c> stores them.</summary>
    private static async Task<(string Credential, string Qr, string Key)> PrepareAsync(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var published = CredentialKey.Of(key);
        var now = TimeProvider.System.GetUtcNow();
        var (issued, expires) = (DateTimeOffset.FromUnixTimeSeconds(now.AddDays(-1).ToUnixTimeSeconds()), DateTimeOffset.FromUnixTimeSeconds(now.AddDays(365).ToUnixTimeSeconds()));
        var (id, uri) = (Guid.CreateVersion7(now), $"{Network}/v1/status-lists/TCD/1");
        var list = new StatusList(StatusList.MostPlaces);
        var place = Random.Shared.Next(list.Places);
        // One in a hundred is revoked, so that the list does not compress to almost nothing.
        for (var n = 0; n < list.Places / 100; n++)
        {
            var revoked = Random.Shared.Next(list.Places);
            if (revoked != place) list.Set(revoked, TokenStatus.Invalid);
        }
        var status = new StatusListToken { Uri = uri, IssuedAt = issued.AddDays(1), ExpiresAt = expires, TimeToLive = TimeSpan.FromMinutes(5), List = list };
        var goods = new object[] { new { line = 1, category = "assault_rifle", quantity = 200, unit = "piece" }, new { line = 2, category = "pistol", quantity = 50, unit = "piece" } };
        var credential = CompactJws.Sign(CredentialTypes.Certificate, published.Id, JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = $"{Network}/v1/members/TCD",
            sub = id,
            iat = issued.ToUnixTimeSeconds(),
            exp = expires.ToUnixTimeSeconds(),
            euc = new
            {
                type = "end_user_certificate",
                number = "EUC-000001",
                exporter = new { name = "Example Arms", address = "Example Street 1", state = "CZE" },
                endUser = new { name = "Ministry of Example", address = "Example Avenue 2", state = "TCD" },
                finalDestination = "TCD",
                endUse = "Equipment of the border guard.",
                signatory = new { name = "A. Example", position = "Director" },
                goods,
            },
            status = new { status_list = new { idx = place, uri } },
        }), key);
        var extract = new CertificateExtract
        {
            Issuer = "TCD", CertificateId = id, Number = "EUC-000001", IssuedAt = issued, ValidUntil = expires, FinalDestination = "TCD", ExporterState = "CZE", EndUserState = "TCD",
            Goods = [new(1, "assault_rifle", 200, "piece"), new(2, "pistol", 50, "piece")], DocumentHash = DocumentHash.Of(credential), Status = new(1, place),
        };
        var kept = Directory.CreateDirectory(Path.Combine(folder, "offline", "TCD")).FullName;
        await File.WriteAllTextAsync(Path.Combine(kept, "keys.json"), $$"""{ "fetchedAt": "{{issued:O}}", "jwks": {{new CredentialKeySet(published).ToJwks()}} }""");
        await File.WriteAllTextAsync(Path.Combine(kept, "status-1.jwt"), status.Sign(published.Id, key));
        var (file, qr) = (Path.Combine(folder, "credential.jwt"), Path.Combine(folder, "qr.txt"));
        await File.WriteAllTextAsync(file, credential);
        await File.WriteAllTextAsync(qr, extract.Sign(published.Id, key));
        return (file, qr, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
    }
}
