using System.Text.Json.Nodes;
using Exchange.Testing.Servers;

namespace Exchange.EndToEnd.Tests;

/// <summary>A certificate on paper: printed by a browser, and its QR code read off the picture of the page.</summary>
[Collection(OnTheNetwork.Name)]
public sealed class PrintedCertificateTests(Network network) : IDisposable
{
    /// <summary>As an office scans a page.</summary>
    private const string DotsPerInch = "200";

    private readonly string folder = Directory.CreateTempSubdirectory("exchange-printed-").FullName;

    [Fact]
    public async Task The_QR_code_read_off_the_printed_page_verifies_in_Latin_and_in_Arabic_script()
    {
        using var issuing = network.As("TCD/licensing");
        using var border = network.As("KEN/customs");
        var issued = await issuing.PostAsync("/v1/certificates", SampleCertificate.Json());
        var id = issued["id"]!.GetValue<string>();
        foreach (var language in new[] { "en", "ar" })
        {
            using var page = await issuing.SendAsync(HttpMethod.Get, new Uri($"/v1/certificates/{id}/document?lang={language}", UriKind.Relative));
            var html = await page.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            Assert.Contains($"lang=\"{language}\"", html);
            var read = await ReadPrintedAsync(language, html);
            Assert.Equal(issued["qr"]!.GetValue<string>(), read);
            var verified = await border.PostAsync("/v1/certificates/verify", new JsonObject { ["qr"] = read }, 200);
            Assert.Equal(("authentic", id), (verified["verdict"]!.GetValue<string>(), verified["certificate"]!["id"]!.GetValue<string>()));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Prints the certificate, and reads the QR code at the end of its last page.</summary>
    private async Task<string> ReadPrintedAsync(string name, string html)
    {
        string At(string file) => Path.Combine(folder, file);
        var (page, print, picture, text) = (At($"{name}.html"), At($"{name}.pdf"), At(name), At($"{name}.txt"));
        await File.WriteAllTextAsync(page, html);
        await GuardedProcess.RunAsync(
            [
                MachineProgram.Browser.Path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
                $"--user-data-dir={At("browser")}", "--no-pdf-header-footer", $"--print-to-pdf={print}", new Uri(page).AbsoluteUri,
            ],
            At("browser.log"));
        await GuardedProcess.RunAsync([MachineProgram.PdfToPicture.Path, "-r", DotsPerInch, "-png", print, picture], At("picture.log"));
        var last = Directory.EnumerateFiles(folder, $"{name}-*.png").Order().Last();
        await GuardedProcess.RunAsync([MachineProgram.QrReader.Path, "--nodbus", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", last], text);
        return (await File.ReadAllTextAsync(text)).Trim();
    }
}
