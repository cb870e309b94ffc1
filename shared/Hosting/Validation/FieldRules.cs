using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Contracts.Vocabularies;
using Microsoft.OpenApi;

namespace Exchange.Hosting.Validation;

/// <summary>
/// A rule of one field, written beside it: <see cref="Check.Fields"/> applies it to what is posted, and the OpenAPI document describes it. On a list,
/// the rule holds for each element. Rules that look at several fields are plain code.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true)]
public abstract class FieldRuleAttribute : Attribute
{
    /// <summary>Reports a fault of a value at <paramref name="field"/>, relative to the check's path. The value is never null.</summary>
    internal abstract void Apply(Check check, object value, string field);

    /// <summary>Describes the rule in the schema of one value.</summary>
    internal abstract void Describe(OpenApiSchema schema);
}

/// <summary>The field is required. In a case, a value that the originator withholds with a reason may be missing.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RequiredFieldAttribute : Attribute;

/// <summary>The object was read off something, such as a paper: what is required in it may be missing. What is given is checked.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IncompleteAttribute : Attribute;

/// <summary>The object is compared with another one as it is: the rules of the fields in it do not apply.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UncheckedAttribute : Attribute;

/// <summary>The rules beside the fields of the type are for its schema: code of its own checks them, such as <see cref="Releases.ReleaseRules"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CheckedApartAttribute : Attribute;

/// <summary>A list of at most so many elements.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MostAttribute(int count) : Attribute
{
    public int Count { get; } = count;
}

/// <summary>A code of the list of that name (<see cref="CodeLists"/>).</summary>
public sealed class CodeAttribute(string list) : FieldRuleAttribute
{
    /// <summary>The list; throws if there is none of that name.</summary>
    public CodeList List => field ??= CodeLists.Find(list) ?? throw new InvalidOperationException($"There is no code list {list}.");

    internal override void Apply(Check check, object value, string field) => check.Code((string)value, List, field);

    internal override void Describe(OpenApiSchema schema)
    {
        schema.Enum = [.. List.Select(code => JsonValue.Create(code.Value))];
        schema.AddText($"Codes: `/v1/vocabularies/{List.Name}`.");
    }
}

/// <summary>One of a few texts that no code list has, letter by letter.</summary>
public sealed class OneOfAttribute : FieldRuleAttribute
{
    private readonly IReadOnlyList<string> allowed;

    /// <summary>One of these texts.</summary>
    public OneOfAttribute(params string[] allowed) => this.allowed = allowed;

    /// <summary>One of the texts of a static property or field, a list, of <paramref name="holder"/>.</summary>
    public OneOfAttribute(Type holder, string list) => allowed = (IReadOnlyList<string>)(holder.GetProperty(list)?.GetValue(null) ?? holder.GetField(list)!.GetValue(null))!;

    internal override void Apply(Check check, object value, string field)
    {
        if (!allowed.Contains((string)value)) check.Fault(field, $"has to be one of: {string.Join(", ", allowed)}");
    }

    internal override void Describe(OpenApiSchema schema) => schema.Enum = [.. allowed.Select(text => JsonValue.Create(text))];
}

/// <summary>Plain text of 1 to <paramref name="max"/> characters (UTF-16 code units), without control characters or characters that hide or reorder text.</summary>
public sealed class TextAttribute(int max) : FieldRuleAttribute
{
    /// <summary>Whether line breaks and tabs may occur.</summary>
    public bool Lines { get; init; }

    internal override void Apply(Check check, object value, string field) => check.Text((string)value, max, Lines, field);

    internal override void Describe(OpenApiSchema schema) => (schema.MinLength, schema.MaxLength) = (1, max);
}

/// <summary>Text of a form of its own.</summary>
/// <param name="rules">The class of the rule.</param>
/// <param name="rule">A static method of it that takes the text and returns what is wrong with it, or null.</param>
public sealed class FormAttribute(Type rules, string rule) : FieldRuleAttribute
{
    private readonly Func<string, string?> fault = rules.GetMethod(rule, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(string)])!
        .CreateDelegate<Func<string, string?>>();

    /// <summary>The longest text, in characters.</summary>
    public int Max { get; init; } = 100;

    /// <summary>The form as an ECMA 262 pattern, where one describes it.</summary>
    public string? Pattern { get; init; }

    internal override void Apply(Check check, object value, string field) => check.Rule((string)value, fault, field, Max);

    internal override void Describe(OpenApiSchema schema) => (schema.MinLength, schema.MaxLength, schema.Pattern) = (1, Max, Pattern);
}

/// <summary>A number within bounds, both included.</summary>
public sealed class BetweenAttribute(double min, double max) : FieldRuleAttribute
{
    internal override void Apply(Check check, object value, string field) =>
        check.Number(Convert.ToDecimal(value, CultureInfo.InvariantCulture), (decimal)min, (decimal)max, field);

    internal override void Describe(OpenApiSchema schema)
    {
        schema.Minimum = min.ToString("R", CultureInfo.InvariantCulture);
        schema.Maximum = max.ToString("R", CultureInfo.InvariantCulture);
    }
}

/// <summary>A whole number within bounds, both included.</summary>
public sealed class WholeAttribute(double min, double max) : FieldRuleAttribute
{
    internal override void Apply(Check check, object value, string field)
    {
        var number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        if (decimal.Truncate(number) != number) check.Fault(field, "has to be whole");
        else check.Number(number, (decimal)min, (decimal)max, field);
    }

    internal override void Describe(OpenApiSchema schema)
    {
        // A property with a converter of its own has no type yet.
        schema.Type = JsonSchemaType.Integer;
        schema.Minimum = min.ToString("R", CultureInfo.InvariantCulture);
        schema.Maximum = max.ToString("R", CultureInfo.InvariantCulture);
    }
}

/// <summary>Text of at most <paramref name="max"/> characters (UTF-16 code units), whatever they are.</summary>
public sealed class LongestAttribute(int max) : FieldRuleAttribute
{
    internal override void Apply(Check check, object value, string field)
    {
        if (((string)value).Length > max) check.Fault(field, $"has more than {max} characters");
    }

    internal override void Describe(OpenApiSchema schema) => schema.MaxLength = max;
}

/// <summary>A country by its ISO 3166-1 alpha-3 code.</summary>
public sealed class CountryAttribute : FieldRuleAttribute
{
    internal override void Apply(Check check, object value, string field) => check.Country((string)value, field);

    internal override void Describe(OpenApiSchema schema)
    {
        schema.Pattern = "^[A-Z]{3}$";
        schema.AddText("ISO 3166-1 alpha-3.");
    }
}

/// <summary>A place by its UN/LOCODE (UNECE Recommendation 16).</summary>
public sealed class LocodeAttribute : FieldRuleAttribute
{
    internal override void Apply(Check check, object value, string field) => check.Locode((string)value, field: field);

    internal override void Describe(OpenApiSchema schema)
    {
        schema.Pattern = "^[A-Z]{2}[A-Z2-9]{3}$";
        schema.AddText("UN/LOCODE: country and place without a space.");
    }
}

/// <summary>SHA-256 in 64 lower-case hexadecimal digits.</summary>
public sealed class Sha256Attribute : FieldRuleAttribute
{
    internal override void Apply(Check check, object value, string field) => check.Hash((string)value, field);

    internal override void Describe(OpenApiSchema schema)
    {
        schema.Pattern = "^[0-9a-f]{64}$";
        schema.AddText("SHA-256, lower-case hexadecimal.");
    }
}

/// <summary>A day that is not in the future, nor before 1900.</summary>
public sealed class PastDayAttribute : FieldRuleAttribute
{
    internal override void Apply(Check check, object value, string field) => check.PastDay((DateOnly)value, field);

    internal override void Describe(OpenApiSchema schema) => schema.AddText("Not in the future, nor before 1900.");
}

/// <summary>The reference of a record, such as <c>KEN-2026-48392017</c>.</summary>
public sealed class ReferenceAttribute : FieldRuleAttribute
{
    internal override void Apply(Check check, object value, string field) => check.Rule((string)value, References.Fault, field);

    internal override void Describe(OpenApiSchema schema)
    {
        schema.Pattern = "^[A-Z]{2,16}-[0-9]{4}-[0-9]{8}$";
        schema.AddText("A reference, such as `KEN-2026-48392017`.");
    }
}

/// <summary>The rules that stand beside the properties of a type, and those of the types inside it.</summary>
internal sealed class FieldRules
{
    private static readonly ConcurrentDictionary<Type, FieldRules> ByType = new();

    private readonly IReadOnlyList<Field> fields;

    private FieldRules(Type type) => fields = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && property.CanRead)
        .Select(property => new Field(property)).Where(field => field.HasRules)];

    public static FieldRules Of(Type type) => ByType.GetOrAdd(type, static t => new(t));

    public void Apply(Check check, object value)
    {
        foreach (var field in fields) field.Apply(check, value);
    }

    private sealed class Field
    {
        private readonly string name;
        private readonly Func<object, object?> get;
        private readonly bool required;
        private readonly int most;
        private readonly FieldRuleAttribute[] rules;
        private readonly bool isList;
        private readonly bool hasFields;
        private readonly bool isIncomplete;

        public Field(PropertyInfo property)
        {
            name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var record = Expression.Parameter(typeof(object));
            get = Expression.Lambda<Func<object, object?>>(Expression.Convert(
                Expression.Property(Expression.Convert(record, property.DeclaringType!), property), typeof(object)), record).Compile();
            required = property.IsDefined(typeof(RequiredFieldAttribute));
            rules = [.. property.GetCustomAttributes<FieldRuleAttribute>()];
            var element = ElementOf(property.PropertyType);
            isList = element is not null;
            most = property.GetCustomAttribute<MostAttribute>()?.Count ?? rules.OfType<CodeAttribute>().FirstOrDefault()?.List.Count ?? int.MaxValue;
            hasFields = IsRecord(element ?? property.PropertyType) && !property.IsDefined(typeof(UncheckedAttribute));
            isIncomplete = property.IsDefined(typeof(IncompleteAttribute));
        }

        public bool HasRules => required || rules.Length > 0 || hasFields || (isList && most < int.MaxValue);

        public void Apply(Check check, object record)
        {
            var value = get(record);
            if (required) check.Required(value, name);
            if (value is null) return;
            if (!isList) ApplyTo(check, value, name);
            else foreach (var (element, at) in check.Each(((IEnumerable)value).Cast<object>().ToList(), most, name)) ApplyTo(at, element, "");
            if (isList && rules.OfType<CodeAttribute>().Any() && value is IReadOnlyList<string> codes && codes.Distinct().Count() != codes.Count)
                check.Fault(name, "names a value twice");
        }

        private void ApplyTo(Check check, object value, string field)
        {
            foreach (var rule in rules) rule.Apply(check, value, field);
            if (!hasFields) return;
            if (isIncomplete) check = check.WithoutRequired();
            if (field.Length == 0) Of(value.GetType()).Apply(check, value);
            else if (check.In(value, out var inside, out var at, field)) Of(inside.GetType()).Apply(at, inside);
        }

        internal static Type? ElementOf(Type type) => type == typeof(string) ? null : type.GetInterfaces().Prepend(type)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

        private static bool IsRecord(Type type) => type is { IsClass: true, Namespace: { } space } && space.StartsWith("Exchange.", StringComparison.Ordinal)
            && !type.IsDefined(typeof(CheckedApartAttribute));
    }
}

/// <summary>Writes into schemas.</summary>
internal static class SchemaTexts
{
    /// <summary>Adds a sentence to the description.</summary>
    public static void AddText(this OpenApiSchema schema, string text) =>
        schema.Description = string.IsNullOrEmpty(schema.Description) ? text : $"{schema.Description} {text}";
}
