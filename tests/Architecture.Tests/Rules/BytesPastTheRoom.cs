using System.Reflection;
using System.Text.Json;
using Exchange.Access;
using Mono.Cecil;

namespace Exchange.Architecture.Tests.Rules;

/// <summary>Finds JSON that a service writes by itself, past <see cref="Shown"/>, where records become the bytes that their readers get.</summary>
internal static class BytesPastTheRoom
{
    private static readonly string[] Writers = [typeof(LevelJson).FullName!, typeof(Utf8JsonWriter).FullName!];

    /// <summary>The classes that write JSON; those of a database, which store it, are left out.</summary>
    public static IEnumerable<string> In(Assembly assembly) => Code.Methods(assembly)
        .Where(method => !IsDatabase(method.WrittenIn()) && Writes(method)).Select(method => method.WrittenIn().FullName).Distinct().Order(StringComparer.Ordinal);

    private static bool Writes(MethodDefinition method) => method.Body.Instructions.Select(i => i.Operand).OfType<MethodReference>().Any(call =>
        Writers.Contains(call.DeclaringType.FullName)
        || (call.DeclaringType.FullName == typeof(JsonSerializer).FullName && call.Name.StartsWith("Serialize", StringComparison.Ordinal)));

    private static bool IsDatabase(TypeDefinition type) => type.Namespace.EndsWith(".Data", StringComparison.Ordinal) || type.Namespace.Contains(".Migrations", StringComparison.Ordinal);
}
