using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exchange.Benchmarks.Harness;
using Exchange.Credentials;

namespace Exchange.Benchmarks;

/// <summary>
/// <c>exchange certificate verify FILE --offline</c> from the first line of the program to its end: once in a process of its own, and again in
/// the same process when its code is compiled; beside one signature and one parse of JSON.
/// </summary>
internal static class OfflineBenchmark
{
    public const string Command = "verify";
    public const string Verification = "verifier";
    public const string Floor = "signature";

    private const double Target = 150;
    private const string Network = "http://127.0.0.1:8080";
    private const int Again = 20;

    public static async Task<Findings> MeasureAsync(Run run)
    {
        var folder = Directory.CreateTempSubdirectory("exchange-bench-").FullName;
        try
        {
            var files = await PrepareAsync(folder);
            var (credential, qr, alone, floor) = (new List<double[]>(), new List<double[]>(), new List<double[]>(), new List<double[]>());
            for (var round = 1; round <= (run.Quick ? 3 : 15); round++)
            {
                credential.Add(await RunAsync(folder, Command, files.Credential));
                qr.Add(await RunAsync(folder, Command, files.Qr));
                alone.Add(await RunAsync(folder, Verification, files.Credential));
                floor.Add(await RunAsync(folder, Floor, files.Credential, files.Key));
                Progress.Say(string.Create(CultureInfo.InvariantCulture, $"offline: round {round}: credential {credential[^1][0]:0.0} ms, QR {qr[^1][0]:0.0} ms, floor {floor[^1][0]:0.0} ms"));
            }
            return new Findings(
                "Verifying without a connection",
                "`exchange certificate verify FILE --offline`, from the first line of the program to its last, with kept keys and a full status list: the first time in a process, of which most is the "
                + $"compiler's, and the median of {Again} times more in the same process. The floor verifies one ES256 signature of the same credential and parses its JSON.",
                [
                    .. Lines("a credential", credential, floor),
                    .. Lines("a QR code's text", qr, floor),
                    .. Lines("a credential, without reading the command line and drawing the table", alone, floor),
                ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs the command of the command line several times in this process.</summary>
    public static IEnumerable<double> TimeCommand(string[] args)
    {
        var entry = Assembly.Load("exchange").EntryPoint!;
        return Time(() =>
        {
            var exit = entry.Invoke(null, [new[] { "certificate", "verify", args[0], "--offline" }]);
            if (exit is not 0) throw new InvalidOperationException($"The command ended with {exit}.");
        });
    }

    /// <summary>Verifies as the command does, without the command line around it, several times in this process.</summary>
    public static IEnumerable<double> TimeVerification(string[] args)
    {
        var cli = Assembly.Load("exchange");
        var folder = Path.Combine(Environment.GetEnvironmentVariable("EXCHANGE_HOME")!, "offline");
        return Time(() =>
        {
            var store = Activator.CreateInstance(cli.GetType("Exchange.Cli.Offline.OfflineStore", throwOnError: true)!, folder, TimeProvider.System);
            var type = cli.GetType("Exchange.Cli.Offline.OfflineVerifier", throwOnError: true)!;
            var verdict = type.GetMethod("Verify")!.Invoke(Activator.CreateInstance(type, store, new Uri(Network), TimeProvider.System), [File.ReadAllText(args[0])]);
            if (verdict?.ToString()?.Contains("authentic", StringComparison.Ordinal) != true) throw new InvalidOperationException($"The verdict is {verdict}.");
        });
    }

    /// <summary>Verifies a signature and parses what it signs several times in this process.</summary>
    public static IEnumerable<double> TimeFloor(string[] args) => Time(() =>
    {
        var text = File.ReadAllText(args[0]);
        var end = text.LastIndexOf('.');
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(args[1]), out _);
        if (!key.VerifyData(Encoding.ASCII.GetBytes(text, 0, end), Base64Url.DecodeFromChars(text.AsSpan(end + 1)), HashAlgorithmName.SHA256))
            throw new InvalidOperationException("The signature is not valid.");
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(text.AsSpan(text.IndexOf('.') + 1, end - text.IndexOf('.') - 1)));
    });

    private static List<double> Time(Action what)
    {
        var times = new List<double>();
        while (times.Count <= Again)
        {
            var start = Stopwatch.GetTimestamp();
            what();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return times;
    }

    private static IEnumerable<Finding> Lines(string what, List<double[]> times, List<double[]> floor)
    {
        var (first, firstFloor) = (new Samples(times.Select(t => t[0])), new Samples(floor.Select(t => t[0])));
        var (later, laterFloor) = (new Samples(times.Select(t => new Samples(t[1..]).Median)), new Samples(floor.Select(t => new Samples(t[1..]).Median)));
        yield return new($"{what}, first time", Figures.Milliseconds(first), Figures.Milliseconds(firstFloor), Figures.Ratio(first.Median / firstFloor.Median), $"< {Target} ms", first.Greatest < Target);
        yield return new($"{what}, again", Figures.FineMilliseconds(later), Figures.FineMilliseconds(laterFloor), Figures.Ratio(later.Median / laterFloor.Median), $"< {Target} ms", later.Greatest < Target);
    }

    private static async Task<double[]> RunAsync(string folder, string what, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Floors, "timed", what, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["EXCHANGE_HOME"], start.Environment["EXCHANGE_URL"]) = (folder, Network);
        using var process = Process.Start(start)!;
        var (output, times) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || (what == Command && !(await output).Contains("AUTHENTIC", StringComparison.Ordinal)))
            throw new InvalidOperationException($"{what} ended with {process.ExitCode}: {await output} {await times}");
        return [.. (await times).Trim().Split('\n')[^1].Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
    }

    /// <summary>A credential, its extract, the keys and a status list as <c>exchange certificate prepare</c> keeps them.</summary>
    private static async Task<(string Credential, string Qr, string Key)> PrepareAsync(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var published = CredentialKey.Of(key);
        var now = TimeProvider.System.GetUtcNow();
        var (issued, expires) = (DateTimeOffset.FromUnixTimeSeconds(now.AddDays(-1).ToUnixTimeSeconds()), DateTimeOffset.FromUnixTimeSeconds(now.AddDays(365).ToUnixTimeSeconds()));
        var (id, uri) = (Guid.CreateVersion7(now), $"{Network}/v1/status-lists/TCD/1");
        var list = new StatusList(StatusList.MostPlaces);
        var place = Random.Shared.Next(list.Places);
        // One in a hundred is revoked: a list that cannot be packed into next to nothing.
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
