using System.Reflection;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>The name under which analyzers and XML documentation know a method: <c>M:System.Math.Exp(System.Double)</c>.</summary>
internal static class DocumentationId
{
    public static string Of(MethodInfo method)
    {
        var arity = method.IsGenericMethodDefinition ? $"``{method.GetGenericArguments().Length}" : "";
        var parameters = method.GetParameters().Select(p => Of(p.ParameterType)).ToArray();
        var list = parameters.Length == 0 ? "" : $"({string.Join(",", parameters)})";
        return $"M:{Of(method.DeclaringType!)}.{method.Name}{arity}{list}";
    }

    private static string Of(Type type) => type switch
    {
        { IsByRef: true } => Of(type.GetElementType()!) + "@",
        { IsPointer: true } => Of(type.GetElementType()!) + "*",
        { IsArray: true } => Of(type.GetElementType()!) + "[]",
        { IsGenericMethodParameter: true } => "``" + type.GenericParameterPosition,
        { IsGenericTypeParameter: true } => "`" + type.GenericParameterPosition,
        { IsGenericTypeDefinition: true } => Definition(type),
        { IsGenericType: true } => $"{WithoutArity(type)}{{{string.Join(",", type.GetGenericArguments().Select(Of))}}}",
        _ => Definition(type),
    };

    private static string Definition(Type type) => $"{type.Namespace}.{(type.DeclaringType is { } outer ? outer.Name + "." : "")}{type.Name}";

    private static string WithoutArity(Type type) => Definition(type) is var name && name.IndexOf('`') is var tick and >= 0 ? name[..tick] : Definition(type);
}
