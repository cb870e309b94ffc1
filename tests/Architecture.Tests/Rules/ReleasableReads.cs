using System.Reflection;
using Exchange.Access;
using Mono.Cecil;

namespace Exchange.Architecture.Tests.Rules;

/// <summary>
/// Finds reads of records that not everyone may see and that do not go through <see cref="Visibility"/>: a set of such records that is taken
/// for something else than to add or remove.
/// </summary>
internal static class ReleasableReads
{
    private const string Set = "Microsoft.EntityFrameworkCore.DbSet`1";
    private static readonly string[] Writes =
        ["Add", "AddAsync", "AddRange", "AddRangeAsync", "Attach", "AttachRange", "Remove", "RemoveRange", "Update", "UpdateRange"];

    /// <summary>The classes that read, each as <c>class: record</c>.</summary>
    public static IEnumerable<string> In(Assembly assembly)
    {
        var guarded = assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IReleasable)) || t.IsAssignableTo(typeof(IOwned))).Select(t => t.FullName!).ToHashSet();
        return Code.Methods(assembly)
            .Where(m => !IsDbContext(m.DeclaringType))
            .SelectMany(m => guarded.Where(record => Taken(m, record) > Written(m, record)).Select(record => $"{m.WrittenIn().FullName}: {record}"))
            .Distinct().Order();
    }

    private static int Taken(MethodDefinition method, string record) => method.Calls().Count(call =>
        call is GenericInstanceMethod { Name: "Set", DeclaringType.FullName: "Microsoft.EntityFrameworkCore.DbContext" } set
            ? set.GenericArguments[0].FullName == record
            : call.Parameters.Count == 0 && IsSetOf(call.ReturnType, record));

    private static int Written(MethodDefinition method, string record) =>
        method.Calls().Count(call => Writes.Contains(call.Name) && IsSetOf(call.DeclaringType, record));

    private static bool IsSetOf(TypeReference type, string record) =>
        type is GenericInstanceType set && set.ElementType.FullName == Set && set.GenericArguments[0].FullName == record;

    private static bool IsDbContext(TypeDefinition type) =>
        type.Properties.Any(p => p.PropertyType is GenericInstanceType { ElementType.FullName: Set });
}
