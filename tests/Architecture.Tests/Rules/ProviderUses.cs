using System.Reflection;
using Mono.Cecil;

namespace Exchange.Architecture.Tests.Rules;

/// <summary>Finds code that knows a database provider or holds SQL, which <c>shared/Storage</c> alone may do. Migrations are the providers' own.</summary>
internal static class ProviderUses
{
    private static readonly string[] Providers = ["Npgsql", "Microsoft.Data.Sqlite"];
    private static readonly string[] Calls = ["IsNpgsql", "IsSqlite", "IsRelational", "UseNpgsql", "UseSqlite", "UseCollation", "ExecuteSql", "FromSql", "SqlQuery", "GetDbConnection"];

    /// <summary>A line a class: <c>Exchange.Sample: IsNpgsql</c>.</summary>
    public static IEnumerable<string> In(Assembly assembly) => (
        from method in Code.Methods(assembly)
        where !method.WrittenIn().Namespace.Contains(".Migrations", StringComparison.Ordinal)
        from used in method.Body.Instructions.Select(i => i.Operand).OfType<MethodReference>()
        where Providers.Any(provider => used.DeclaringType.Namespace.StartsWith(provider, StringComparison.Ordinal)) || Calls.Any(call => used.Name.StartsWith(call, StringComparison.Ordinal))
        select $"{method.WrittenIn().FullName}: {used.Name}").Distinct();
}
