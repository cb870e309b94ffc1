using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.DiversionCases.Cases.Content;

/// <summary>Paths of a case's fields as they stand in its JSON: <c>narrative</c>, <c>items[0].marks[1].serial</c>.</summary>
internal static partial class FieldPath
{
    public const int MaxLength = 100;

    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, PropertyInfo>> Fields = new();

    /// <summary>Whether the path names a field of the case; <paramref name="value"/> is what the case has there.</summary>
    public static bool TryFind(CaseContent content, string path, out object? value)
    {
        value = content;
        var type = typeof(CaseContent);
        foreach (var step in path.Split('.'))
        {
            if (value is null || Step().Match(step) is not { Success: true } match) return false;
            if (!FieldsOf(type).TryGetValue(match.Groups["name"].Value, out var field)) return false;
            (value, type) = (field.GetValue(value), field.PropertyType);
            if (!match.Groups["index"].Success) continue;
            if (value is not IList list || !int.TryParse(match.Groups["index"].ValueSpan, out var index) || index >= list.Count) return false;
            (value, type) = (list[index], ElementOf(type)!);
        }
        return true;
    }

    /// <summary>From which level on a field is shown. What may depend on a list's element, and all that is no field, is for full.</summary>
    public static ReleaseLevel LevelOf(string? path)
    {
        var (level, type) = (ReleaseLevel.Summary, typeof(CaseContent));
        foreach (var step in (path ?? "").Split('.'))
        {
            if (Step().Match(step) is not { Success: true } match) return ReleaseLevel.Full;
            if (!FieldsOf(type).TryGetValue(match.Groups["name"].Value, out var field)) return ReleaseLevel.Full;
            var from = field.GetCustomAttribute<VisibleFromAttribute>()!;
            if (from.Level > level) level = from.Level;
            if (from.FullOnly.Length > 0) return ReleaseLevel.Full;
            type = field.PropertyType;
            if (!match.Groups["index"].Success) continue;
            if (ElementOf(type) is not { } element || element.IsAssignableTo(typeof(IVisibleFrom))) return ReleaseLevel.Full;
            type = element;
        }
        return level;
    }

    private static IReadOnlyDictionary<string, PropertyInfo> FieldsOf(Type type) => Fields.GetOrAdd(type, t => t
        .GetProperties().Where(p => p.IsDefined(typeof(VisibleFromAttribute)))
        .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)));

    private static Type? ElementOf(Type type) => type.IsGenericType && type != typeof(string) ? type.GetGenericArguments()[0] : null;

    [GeneratedRegex(@"^(?<name>[a-zA-Z]{1,40})(\[(?<index>\d{1,4})\])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
