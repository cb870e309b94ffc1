using System.Reflection;
using Mono.Cecil;

namespace Exchange.Architecture.Tests.Rules;

/// <summary>That code of one folder names a type of another, and where it does so first.</summary>
internal sealed record FolderUse(string From, string To, string Example);

/// <summary>
/// Finds which folders of a project use which. A folder is the first part of a namespace below the project's root, with all below it. The
/// root composes the folders and is none: what it uses is not listed, and folders may use its options; anything else of it is a use of
/// <see cref="Root"/>.
/// </summary>
/// <remarks>Constants are copied into the code that names them: compiled code does not show where they come from.</remarks>
internal static class FolderUses
{
    public const string Root = "(root)";

    public static IReadOnlyList<FolderUse> In(Assembly assembly, string root)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location, new ReaderParameters { InMemory = true });
        return [.. (
            from type in module.GetTypes()
            let folder = FolderOf(type, root)
            where folder is not (null or Root)
            from used in Named(type)
            let other = FolderOf(used, root)
            where other is not null && other != folder && !(other == Root && Outermost(used).Name.EndsWith("Options", StringComparison.Ordinal))
            group $"{Outermost(type).Name} -> {Outermost(used).Name}" by (folder, other) into uses
            orderby uses.Key
            select new FolderUse(uses.Key.folder, uses.Key.other, uses.Min()!))];
    }

    /// <summary>The uses that are part of a circle, of two folders or of more, when <paramref name="shared"/> is left out.</summary>
    public static IEnumerable<FolderUse> Circles(IReadOnlyList<FolderUse> uses, string shared)
    {
        var targets = uses.Where(u => u.From != shared && u.To != shared).ToLookup(u => u.From, u => u.To);
        return uses.Where(u => u.From != shared && Reachable(u.To).Contains(u.From));

        HashSet<string> Reachable(string from)
        {
            var (reached, next) = (new HashSet<string>(), new Stack<string>([from]));
            while (next.TryPop(out var folder))
            {
                if (!reached.Add(folder)) continue;
                foreach (var target in targets[folder]) next.Push(target);
            }
            return reached;
        }
    }

    private static string? FolderOf(TypeReference type, string root)
    {
        var name = Outermost(type).Namespace;
        if (name == root) return Root;
        return name.StartsWith($"{root}.", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : null;
    }

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }

    // Every type that a type's declaration and code name.
    private static IEnumerable<TypeReference> Named(TypeDefinition type) => Mentioned(type).SelectMany(Parts);

    private static IEnumerable<TypeReference?> Mentioned(TypeDefinition type)
    {
        yield return type.BaseType;
        foreach (var implemented in type.Interfaces) yield return implemented.InterfaceType;
        foreach (var constraint in type.GenericParameters.SelectMany(p => p.Constraints)) yield return constraint.ConstraintType;
        foreach (var field in type.Fields) yield return field.FieldType;
        foreach (var attribute in type.CustomAttributes.Concat(type.Fields.SelectMany(f => f.CustomAttributes)).Concat(type.Properties.SelectMany(p => p.CustomAttributes)).Concat(type.Methods.SelectMany(m => m.CustomAttributes)))
        {
            yield return attribute.AttributeType;
            foreach (var argument in attribute.ConstructorArguments) yield return argument.Value as TypeReference;
        }
        foreach (var method in type.Methods)
        {
            foreach (var mentioned in Signature(method)) yield return mentioned;
            foreach (var constraint in method.GenericParameters.SelectMany(p => p.Constraints)) yield return constraint.ConstraintType;
            if (!method.HasBody) continue;
            foreach (var variable in method.Body.Variables) yield return variable.VariableType;
            foreach (var handler in method.Body.ExceptionHandlers) yield return handler.CatchType;
            foreach (var operand in method.Body.Instructions.Select(i => i.Operand))
            {
                switch (operand)
                {
                    case TypeReference named:
                        yield return named;
                        break;
                    case FieldReference field:
                        yield return field.DeclaringType;
                        yield return field.FieldType;
                        break;
                    case MethodReference called:
                        yield return called.DeclaringType;
                        foreach (var mentioned in Signature(called)) yield return mentioned;
                        foreach (var argument in (called as GenericInstanceMethod)?.GenericArguments ?? []) yield return argument;
                        break;
                }
            }
        }
    }

    private static IEnumerable<TypeReference> Signature(MethodReference method) => method.Parameters.Select(p => p.ParameterType).Prepend(method.ReturnType);

    private static IEnumerable<TypeReference> Parts(TypeReference? type)
    {
        if (type is null or GenericParameter) return [];
        var arguments = (type as GenericInstanceType)?.GenericArguments.SelectMany(Parts) ?? [];
        return type is TypeSpecification part ? arguments.Concat(Parts(part.ElementType)) : arguments.Append(type);
    }
}
