using System.Collections;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Exchange.Contracts;

namespace Exchange.Access;

/// <summary>The least level at which a property is shown. Without it, the default of its type holds; a type without a default never shows it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class VisibleFromAttribute(ReleaseLevel level) : Attribute
{
    public ReleaseLevel Level { get; } = level;

    /// <summary>Values of a text that are shown in full only, whatever <see cref="Level"/> says.</summary>
    public string[] FullOnly { get; init; } = [];
}

/// <summary>An element of a list that decides by its content from which level it is shown (a person among actors).</summary>
public interface IVisibleFrom
{
    [JsonIgnore]
    ReleaseLevel VisibleFrom { get; }
}

/// <summary>A type whose JSON is cut to a level: each of its properties bears <see cref="VisibleFromAttribute"/>, or all share the type's own level.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LeveledAttribute : Attribute
{
    /// <summary>Each property says from which level it is shown.</summary>
    public LeveledAttribute()
    {
    }

    /// <summary>Properties without an attribute of their own, inherited ones included, are shown from this level on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not full: a property that somebody forgot would be shown.</exception>
    public LeveledAttribute(ReleaseLevel level) => Default = level == ReleaseLevel.Full ? level : throw new ArgumentOutOfRangeException(nameof(level));

    /// <summary>The level of properties that do not say; null where each has to.</summary>
    public ReleaseLevel? Default { get; }
}

/// <summary>
/// Writes a record's view as JSON at a level. It fails closed: of a <see cref="LeveledAttribute"/> type only what is
/// marked for the level is written, and a leveled record cannot be written by way of the ordinary options.
/// </summary>
public static class LevelJson
{
    private static readonly FrozenDictionary<ReleaseLevel, JsonSerializerOptions> Options =
        Enum.GetValues<ReleaseLevel>().ToFrozenDictionary(level => level, For);

    /// <summary>The view as UTF-8 JSON, with all that <paramref name="level"/> shows and nothing else.</summary>
    public static byte[] Serialize<TView>(TView view, ReleaseLevel level) =>
        JsonSerializer.SerializeToUtf8Bytes(view, Options[level]);

    /// <summary>The options of one level, to write leveled views inside other JSON.</summary>
    public static JsonSerializerOptions At(ReleaseLevel level) => Options[level];

    private static JsonSerializerOptions For(ReleaseLevel level)
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(type => Cut(type, level));
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = resolver,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void Cut(JsonTypeInfo type, ReleaseLevel level)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.GetCustomAttribute<LeveledAttribute>() is not { } leveled) return;
        foreach (var property in type.Properties.ToList())
        {
            var from = property.AttributeProvider?.GetCustomAttributes(typeof(VisibleFromAttribute), inherit: true)
                .Cast<VisibleFromAttribute>().SingleOrDefault();
            if ((from?.Level ?? leveled.Default) is not { } least || level < least) type.Properties.Remove(property);
            else if (level < ReleaseLevel.Full && from?.FullOnly.Length > 0 && property.Get is { } text)
                property.Get = record => text(record) is string value && !from.FullOnly.Contains(value) ? value : null;
            else if (ElementDecides(property.PropertyType) && property.Get is { } get)
                property.Get = record => get(record) is IEnumerable all ? Shown(all, level) : null;
        }
    }

    // Cut() keeps the declared type, so the filtered list has to be of it: a List<T> serves every IReadOnlyList<T>.
    private static IList Shown(IEnumerable all, ReleaseLevel level)
    {
        var element = ElementType(all.GetType())!;
        var shown = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var item in all)
        {
            if (item is not IVisibleFrom { VisibleFrom: var from } || from <= level) shown.Add(item);
        }
        return shown;
    }

    private static bool ElementDecides(Type type) => ElementType(type)?.IsAssignableTo(typeof(IVisibleFrom)) == true;

    private static Type? ElementType(Type type) => type.GetInterfaces().Prepend(type)
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
}
