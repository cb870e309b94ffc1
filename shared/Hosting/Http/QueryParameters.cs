using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Hosting.Http;

/// <summary>One parameter of an operation's query.</summary>
/// <param name="Name">As it is spelt on the wire.</param>
/// <param name="Type">What it is read as.</param>
/// <param name="Declared">The property or parameter that it is read into, with its rules.</param>
internal sealed record QueryParameter(string Name, Type Type, ICustomAttributeProvider Declared)
{
    /// <summary>What is wrong with the values given, or null.</summary>
    public string? Fault(IReadOnlyList<string?> values)
    {
        var type = Nullable.GetUnderlyingType(Type) ?? Type;
        if (type.IsArray) return null;
        if (values.Count > 1) return "is given more than once";
        var text = values[0] ?? "";
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : "has to be a whole number";
        if (type == typeof(bool)) return bool.TryParse(text, out _) ? null : "has to be true or false";
        if (type == typeof(Guid)) return Guid.TryParse(text, out _) ? null : "has to be an id (UUID)";
        if (type == typeof(DateOnly)) return DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "has to be a date, such as 2026-03-14";
        return null;
    }
}

/// <summary>Finds the query parameters of a handler by the rules of minimal APIs.</summary>
internal static class QueryParameters
{
    private static readonly Type[] Provided = [typeof(HttpContext), typeof(HttpRequest), typeof(HttpResponse), typeof(CancellationToken)];

    public static IReadOnlyList<QueryParameter> Of(MethodInfo handler, IEnumerable<string> routeParameters)
    {
        var inRoute = routeParameters.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. handler.GetParameters().SelectMany(p => Of(p.Name!, p.ParameterType, p, inRoute))];
    }

    private static IEnumerable<QueryParameter> Of(string name, Type type, ICustomAttributeProvider declared, HashSet<string> inRoute)
    {
        if (Has<Microsoft.AspNetCore.Http.AsParametersAttribute>(declared))
        {
            // A record with a constructor binds by its properties too: they have the same names.
            return type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0)
                .SelectMany(p => Of(p.Name, p.PropertyType, p, inRoute));
        }
        if (Provided.Contains(type) || inRoute.Contains(name) || !IsSimple(Nullable.GetUnderlyingType(type) ?? type)
            || Has<IFromServiceMetadata>(declared) || Has<IFromHeaderMetadata>(declared) || Has<IFromBodyMetadata>(declared)) return [];
        var given = declared.GetCustomAttributes(true).OfType<IFromQueryMetadata>().FirstOrDefault()?.Name;
        return [new QueryParameter(given ?? JsonNamingPolicy.CamelCase.ConvertName(name), type, declared)];
    }

    private static bool Has<T>(ICustomAttributeProvider declared) => declared.GetCustomAttributes(true).OfType<T>().Any();

    private static bool IsSimple(Type type) => type == typeof(string) || type.IsPrimitive || type.IsEnum || type == typeof(Guid) || type == typeof(DateOnly)
        || type == typeof(DateTimeOffset) || type == typeof(decimal) || (type.IsArray && IsSimple(type.GetElementType()!));

    /// <summary>The query parameters of an endpoint that is a handler of ours; null for others, such as proxied routes.</summary>
    public static IReadOnlyList<QueryParameter>? Of(Endpoint endpoint) =>
        endpoint is RouteEndpoint route && endpoint.Metadata.GetMetadata<MethodInfo>() is { } handler
            ? Of(handler, route.RoutePattern.Parameters.Select(p => p.Name))
            : null;
}
