using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Exchange.Architecture.Tests.Rules;

/// <summary>Compiled code as the rules look at it: what each class, with the closures and state machines inside it, calls.</summary>
internal static class Code
{
    /// <summary>The methods of an assembly that have a body.</summary>
    public static IEnumerable<MethodDefinition> Methods(Assembly assembly)
    {
        var module = ModuleDefinition.ReadModule(assembly.Location, new ReaderParameters { InMemory = true });
        return module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody);
    }

    /// <summary>What a method calls, or names in an expression that a query is made of.</summary>
    public static IEnumerable<MethodReference> Calls(this MethodDefinition method) => method.Body.Instructions
        .Where(i => i.OpCode == OpCodes.Call || i.OpCode == OpCodes.Callvirt || i.OpCode == OpCodes.Ldtoken)
        .Select(i => i.Operand).OfType<MethodReference>();

    /// <summary>The class that a person wrote: the outermost one, without what the compiler made inside it.</summary>
    public static TypeDefinition WrittenIn(this MethodDefinition method)
    {
        var type = method.DeclaringType;
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }
}
