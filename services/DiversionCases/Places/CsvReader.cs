using System.Text;

namespace Exchange.DiversionCases.Places;

/// <summary>A row of a CSV file and the line on which it begins; <c>Problem</c> says why it cannot be read.</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Fields, string? Problem = null);

/// <summary>Reads CSV (RFC 4180) row by row, in bounded memory whatever it is given.</summary>
internal static class CsvReader
{
    private const int MaxRowLength = 4096;

    /// <summary>Rows as they come; empty lines are left out. A row that cannot be read has a problem, and reading goes on behind it.</summary>
    public static IEnumerable<CsvRow> Read(TextReader text)
    {
        var line = 1;
        while (text.Peek() >= 0)
        {
            var begin = line;
            var row = ReadRow(text, ref line);
            if (row.Problem is not null || row.Fields is not [""])
                yield return row with { Line = begin };
        }
    }

    private static CsvRow ReadRow(TextReader text, ref int line)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        var (quoted, length) = (false, 0);
        while (text.Read() is >= 0 and var next)
        {
            var c = (char)next;
            if (++length > MaxRowLength) return Unreadable(text, ref line, $"is longer than {MaxRowLength} characters");
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (text.Peek() == '"') field.Append((char)text.Read());
                else quoted = false;
            }
            else if (c == '"' && field.Length == 0) quoted = true;
            else if (c == ',')
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (c == '\n') return new(line, [.. fields, field.ToString()]);
            else if (c != '\r') field.Append(c);
        }
        return quoted ? new(line, [], "ends inside quotes") : new(line, [.. fields, field.ToString()]);
    }

    private static CsvRow Unreadable(TextReader text, ref int line, string problem)
    {
        while (text.Read() is >= 0 and not '\n') { }
        line++;
        return new(line, [], problem);
    }
}
