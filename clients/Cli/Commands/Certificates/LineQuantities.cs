using System.CommandLine;
using System.Globalization;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary>Quantities by line of a certificate on the command line: <c>--line 1=200 --line 2=5000</c>.</summary>
internal static class LineQuantities
{
    public static Option<string[]> Option(string description) => Inputs.Several("--line", description, "LINE=QUANTITY");

    /// <summary>The quantities in the form of the API. The exchange decides whether the line exists and the quantity is possible.</summary>
    /// <exception cref="UsageException">No quantity is given, or one is not LINE=QUANTITY.</exception>
    public static IReadOnlyList<object> Read(string[] lines) => lines.Length > 0 ? [.. lines.Select(Read)] : throw new UsageException("Give a line and its quantity: --line LINE=QUANTITY.");

    /// <summary>The quantities as text: <c>1: 200, 2: 5000</c>.</summary>
    public static string Text(System.Text.Json.JsonElement record) =>
        string.Join(", ", record.ListAt("lines").Select(l => $"{l.TextAt("line")}: {l.TextAt("quantity")}"));

    /// <summary>The delivered quantities as text: <c>1: 150</c>.</summary>
    public static string Delivered(System.Text.Json.JsonElement record) =>
        string.Join(", ", record.ListAt("lines").Where(l => l.TextAt("delivered") is not ("" or "0")).Select(l => $"{l.TextAt("line")}: {l.TextAt("delivered")}"));

    private static object Read(string text) =>
        text.Split('=') is [var line, var quantity]
            && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && decimal.TryParse(quantity, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? new { line = number, quantity = amount }
            : throw new UsageException($"--line {Safe.Line(text)} is not LINE=QUANTITY, for example 1=200.");
}
