using Exchange.Hosting;
using Exchange.Hosting.Validation;

namespace Exchange.Identity.Fields;

/// <summary>Checks free text.</summary>
internal static class Texts
{
    public static void Require(string? text, int longest, string path, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(text)) faults.Add(path, "is required");
        else Allow(text, longest, path, faults);
    }

    public static void Allow(string? text, int longest, string path, Faults faults)
    {
        if (text is null) return;
        if (text.Length > longest) faults.Add(path, $"has to have at most {longest} characters");
        // Half a surrogate pair cannot be stored, nor a control character shown.
        if (text.Any(char.IsControl) || text.EnumerateRunes().Any(r => r == System.Text.Rune.ReplacementChar))
            faults.Add(path, "holds characters that cannot be shown");
    }
}
