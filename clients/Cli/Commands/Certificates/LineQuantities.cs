using System.CommandLine;
using System.Globalization;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary>Quantities of a certificate's lines on the command line: <c>--line 1=200 --line 2=5000</c>.</summary>
internal static class LineQuantities
{
    public static Option<string[]> Option(string description) => Inputs.Several("--line", description, "LINE=QUANTITY");

    /// <summary>As the exchange takes them; whether such a line or quantity can be is the exchange's to say.</summary>
    /// <exception cref="UsageException">There is none, or one is not two numbers.</exception>
    public static IReadOnlyList<object> Read(string[] lines) => lines.Length > 0 ? [.. lines.Select(Read)] : throw new UsageException("Say how much of which line: --line LINE=QUANTITY.");

    /// <summary>Lines as a person reads them: <c>1: 200, 2: 5000</c>.</summary>
    public static string Text(System.Text.Json.JsonElement record) =>
        string.Join(", ", record.ListAt("lines").Select(l => $"{l.TextAt("line")}: {l.TextAt("quantity")}"));

    /// <summary>Of them what has arrived: <c>1: 150</c>.</summary>
    public static string Delivered(System.Text.Json.JsonElement record) =>
        string.Join(", ", record.ListAt("lines").Where(l => l.TextAt("delivered") is not ("" or "0")).Select(l => $"{l.TextAt("line")}: {l.TextAt("delivered")}"));

    private static object Read(string text) =>
        text.Split('=') is [var line, var quantity]
            && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && decimal.TryParse(quantity, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var much)
            ? new { line = number, quantity = much }
            : throw new UsageException($"--line {Safe.Line(text)} is not LINE=QUANTITY, such as 1=200.");
}
