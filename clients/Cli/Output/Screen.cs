using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Exchange.Cli.Output;

/// <summary>Prints answers: as JSON for scripts, or as text and tables that fit the terminal. Messages go to standard error.</summary>
internal sealed class Screen
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private static readonly JsonSerializerOptions Indented = new(OneLine) { WriteIndented = true };

    // The narrowest readable width of a column that may wrap.
    private const int NarrowestColumn = 9;

    private readonly Terminal terminal;
    private readonly Lazy<IAnsiConsole> output;
    private readonly Lazy<IAnsiConsole> error;

    public Screen(Terminal terminal, bool json)
    {
        this.terminal = terminal;
        Json = json;
        output = new(() => Create(terminal.Out, terminal.Colours, terminal.Width));
        // A message in a log stays on one line, so that it can be searched.
        error = new(() => Create(terminal.Error, terminal.Interactive, terminal.Interactive ? terminal.Width : 10_000));
    }

    /// <summary>Whether <c>--json</c> was given.</summary>
    public bool Json { get; }

    /// <summary>One line of text.</summary>
    public void Line(string text) => terminal.Out.WriteLine(Safe.Text(text));

    /// <summary>A token or a key, unchanged.</summary>
    public void Raw(string text) => terminal.Out.WriteLine(text);

    /// <summary>An answer as JSON: indented, or on one line in a stream of answers.</summary>
    public void WriteJson(JsonElement answer, bool oneLine = false) =>
        terminal.Out.WriteLine(JsonSerializer.Serialize(answer, oneLine ? OneLine : Indented));

    /// <summary>A message to standard error.</summary>
    public void Note(string text) => error.Value.Write(new Text(Safe.Text(text) + "\n"));

    /// <summary>Why a command failed, with the faults by field.</summary>
    public void Failure(string headline, params IEnumerable<(string Where, string What)> faults)
    {
        error.Value.Write(new Text(Safe.Text(headline) + "\n", new Style(Color.Red)));
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0)).AddColumn();
        foreach (var (where, what) in faults)
            grid.AddRow(new Text(Safe.Line(where)), new Text(Safe.Text(what)));
        if (grid.Rows.Count > 0)
            error.Value.Write(grid);
    }

    /// <summary>A list as a table no wider than the terminal, or <paramref name="whenEmpty"/>.</summary>
    public void Table(IReadOnlyList<JsonElement> items, string whenEmpty, params Column[] columns)
    {
        if (items.Count == 0)
        {
            Line(whenEmpty);
            return;
        }

        var shown = Fitting([.. columns.Select(c => (Column: c, Cells: items.Select(i => Cell(c, i)).ToList()))]);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (column, _) in shown)
            table.AddColumn(new TableColumn(new Text(column.Title, new Style(decoration: Decoration.Bold))) { NoWrap = column.Whole });
        for (var row = 0; row < items.Count; row++)
            table.AddRow(shown.Select(IRenderable (c) => new Text(c.Cells[row])));
        output.Value.Write(table);
    }

    /// <summary>
    /// Texts in columns, the last one wrapped between words. Not a table: laying out a table takes longer than verifying a certificate
    /// offline.
    /// </summary>
    public void Rows(IReadOnlyList<string[]> rows)
    {
        foreach (var row in rows)
        {
            var line = new StringBuilder();
            for (var column = 0; column < row.Length - 1; column++)
            {
                var widest = 0;
                foreach (var other in rows)
                    widest = Math.Max(widest, other[column].Length);
                line.Append("  ").Append(Safe.Line(row[column]).PadRight(widest));
            }

            line.Append(' ');
            var (indent, width) = (line.Length, line.Length);
            foreach (var word in Safe.Line(row[^1]).Split(' '))
            {
                if (width > indent && width + 1 + word.Length > terminal.Width)
                {
                    line.AppendLine().Append(' ', indent);
                    width = indent;
                }

                line.Append(' ').Append(word);
                width += 1 + word.Length;
            }

            terminal.Out.WriteLine(line.ToString());
        }
    }

    /// <summary>A record as names and values, nested like its JSON.</summary>
    public void Record(JsonElement record)
    {
        foreach (var property in record.EnumerateObject())
            Property(Words(property.Name), property.Value, 0);
    }

    /// <summary>Runs long work with a progress bar if standard error is a terminal.</summary>
    public async Task<T> ProgressAsync<T>(string what, double total, Func<Action<double>, Task<T>> work)
    {
        if (!terminal.Interactive || Json)
            return await work(static _ => { });
        return await error.Value.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(what), maxValue: Math.Max(total, 1));
                return await work(done => task.Value = done);
            });
    }

    private static IAnsiConsole Create(TextWriter writer, bool person, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = person ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = person ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = person ? InteractionSupport.Detect : InteractionSupport.No,
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static string Cell(Column column, JsonElement item) => column.Whole ? Safe.Line(column.Value(item)) : Safe.Text(column.Value(item));

    private List<(Column Column, List<string> Cells)> Fitting(List<(Column Column, List<string> Cells)> columns)
    {
        while (columns.Sum(Needs) + 1 > terminal.Width && columns.FindLastIndex(c => c.Column.Optional) is >= 0 and var last)
            columns.RemoveAt(last);
        return columns;

        // Two characters of padding, one of border.
        static int Needs((Column Column, List<string> Cells) column)
        {
            var widest = column.Cells.Append(column.Column.Title).Max(Width);
            return 3 + (column.Column.Whole ? widest : Math.Min(widest, NarrowestColumn));
        }
    }

    private void Property(string name, JsonElement value, int depth)
    {
        var indent = new string(' ', depth * 2);
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
            case JsonValueKind.Array when value.GetArrayLength() == 0:
                break;
            case JsonValueKind.Object:
                Line(indent + name);
                foreach (var property in value.EnumerateObject())
                    Property(Words(property.Name), property.Value, depth + 1);
                break;
            case JsonValueKind.Array when value.EnumerateArray().Any(e => e.ValueKind is JsonValueKind.Object):
                var number = 0;
                foreach (var element in value.EnumerateArray())
                    Property($"{name} {++number}", element, depth);
                break;
            default:
                var grid = new Grid().AddColumn(new GridColumn().NoWrap().Width(Math.Max(22 - (depth * 2), Width(name) + 1)).Padding(depth * 2, 0, 0, 0))
                    .AddColumn(new GridColumn().Padding(0, 0, 0, 0));
                grid.AddRow(new Text(Safe.Line(name)), new Text(Safe.Text(Output.Json.Text(value))));
                output.Value.Write(grid);
                break;
        }
    }

    private static int Width(string text) => text.Split('\n').Max(line => line.GetCellWidth());

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) && !char.IsUpper(name[i - 1]) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
