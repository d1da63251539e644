using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>
/// What makes a public type changeable from outside, open to strangers, or dependent on a library that consumers must not see.
/// Judged by the public members that the type declares itself.
/// </summary>
internal static class Immutability
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private const BindingFlags Constructors = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Writable =
    [
        typeof(Array), typeof(ICollection<>), typeof(IList<>), typeof(ISet<>), typeof(IDictionary<,>), typeof(IList), typeof(IDictionary),
        typeof(List<>), typeof(HashSet<>), typeof(SortedSet<>), typeof(Dictionary<,>), typeof(SortedDictionary<,>), typeof(SortedList<,>),
        typeof(Queue<>), typeof(Stack<>), typeof(LinkedList<>), typeof(PriorityQueue<,>), typeof(ConcurrentDictionary<,>), typeof(ConcurrentBag<>),
        typeof(ConcurrentQueue<>), typeof(ArrayList), typeof(Hashtable), typeof(BitArray), typeof(StringBuilder),
        typeof(Span<>), typeof(Memory<>), typeof(ArraySegment<>),
    ];

    public static IEnumerable<string> Faults(Type type)
    {
        if (type.IsEnum) return [];
        var faults = typeof(Delegate).IsAssignableFrom(type) ? Signature(type.GetMethod("Invoke")!) : Members(type).Concat(Shape(type));
        return faults.Select(fault => $"{type}: {fault}");
    }

    private static IEnumerable<string> Members(Type type) =>
    [
        .. type.GetFields(Public).Where(f => !f.IsInitOnly && !f.IsLiteral).Select(f => $"field {f.Name} can be set"),
        .. type.GetFields(Public).SelectMany(f => Mentions(f.FieldType).Select(why => $"field {f.Name} is {why}")),
        .. type.GetProperties(Public).Where(p => p.SetMethod is { IsPublic: true } set && !IsInit(set)).Select(p => $"property {p.Name} can be set"),
        .. type.GetEvents(Public).Select(e => $"event {e.Name}: whoever listens is state"),
        .. type.GetConstructors(Public).SelectMany(Signature),
        .. type.GetMethods(Public).SelectMany(Signature),
    ];

    private static IEnumerable<string> Shape(Type type)
    {
        if (type.IsValueType && !type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false)) yield return "a struct that is not readonly";
        if (type is { IsClass: true, IsSealed: false } && IsOpen(type)) yield return "neither sealed nor a closed union: strangers can derive from it";
        foreach (var ancestor in type.GetInterfaces().Append(type.BaseType ?? typeof(object)))
            foreach (var why in Mentions(ancestor)) yield return $"inherits {why}";
    }

    // A closed union is abstract, and its constructors are private; the copy constructor of a record takes the record itself.
    private static bool IsOpen(Type type) =>
        !type.IsAbstract || type.GetConstructors(Constructors).Any(c =>
            (c.IsPublic || c.IsFamily || c.IsFamilyOrAssembly) && !(c.GetParameters() is [var only] && only.ParameterType == type));

    private static IEnumerable<string> Signature(MethodBase method)
    {
        var name = method.IsConstructor ? "constructor" : method.Name;
        foreach (var parameter in method.GetParameters())
            foreach (var why in Mentions(parameter.ParameterType)) yield return $"{name} takes {why}";
        if (method is not MethodInfo { ReturnParameter: var result }) yield break;
        foreach (var why in Mentions(result.ParameterType)) yield return $"{name} returns {why}";
        if (result.ParameterType.IsByRef && !result.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.InteropServices.InAttribute)))
            yield return $"{name} returns a reference that can be written to";
    }

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    // What is wrong with a type in a signature, or with one that it is made of.
    private static IEnumerable<string> Mentions(Type type)
    {
        if (type.IsArray) return [$"an array: {type}"];
        if (type.HasElementType) return Mentions(type.GetElementType()!);
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (Writable.Contains(definition)) return [$"a collection that can be written to: {type}"];
        if (IsForeign(type.Assembly)) return [$"a type that consumers do not see: {type}"];
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Mentions) : [];
    }

    private static bool IsForeign(Assembly assembly) =>
        assembly.GetName().Name is "LanguageExt.Core" or "CsvHelper" or "Spectre.Console" or "System.CommandLine";
}
