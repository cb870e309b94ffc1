namespace Exchange.Testing.Servers;

/// <summary>A program of the machine that tests run as whoever uses the exchange would: a browser, a reader of QR codes.</summary>
/// <param name="Package">Debian's package.</param>
/// <param name="Names">What it may be called, the likeliest first.</param>
public sealed record MachineProgram(string Package, params IReadOnlyList<string> Names)
{
    /// <summary>Prints pages.</summary>
    public static MachineProgram Browser { get; } = new("chromium", "chromium", "chromium-browser", "google-chrome");

    /// <summary>Makes pictures of printed pages.</summary>
    public static MachineProgram PdfToPicture { get; } = new("poppler-utils", "pdftoppm");

    /// <summary>Reads QR codes off pictures.</summary>
    public static MachineProgram QrReader { get; } = new("zbar-tools", "zbarimg");

    /// <summary>The packages of those that are not on the machine.</summary>
    public static IReadOnlyList<string> MissingPackages => [.. from program in (MachineProgram[])[Browser, PdfToPicture, QrReader] where program.Found is null select program.Package];

    /// <summary>Where it is.</summary>
    public string Path => Found ?? throw new InvalidOperationException($"The tests need {Names[0]}, and there is none: install the package {Package}.");

    private string? Found => Names.Select(Find).FirstOrDefault(path => path is not null);

    /// <summary>Where a program of that name is; null when it is not installed.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
