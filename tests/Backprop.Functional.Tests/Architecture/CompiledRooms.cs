using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>Who uses whom in an assembly as it was compiled: whatever the spelling, by a relative name or by an extension method.</summary>
internal static class CompiledRooms
{
    /// <summary>A type of ours and one that it uses; the latter with its room, or null, and the assembly it is in.</summary>
    internal sealed record Use(string User, string UserRoom, string Used, string? UsedRoom, string Assembly);

    public static IEnumerable<Use> Uses(Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        return
        [
            .. (from type in module.GetTypes()
                let room = Rooms.OfNamespace(NamespaceOf(type))
                where room is not null
                from used in References(type).SelectMany(Parts)
                select new Use(type.FullName, room, used.FullName, Rooms.OfNamespace(NamespaceOf(used)), used.Scope.Name)).Distinct(),
        ];
    }

    /// <summary>Uses against the order of the rooms, and of LanguageExt in a hot room.</summary>
    public static IEnumerable<string> Faults(IEnumerable<Use> uses, IReadOnlyList<string> order, IReadOnlyList<string> hot)
    {
        foreach (var use in uses)
        {
            if (use.UsedRoom is { } used && Rooms.Offence(use.UserRoom, used, order) is { } offence)
                yield return $"{use.User} uses {use.Used}: {offence}";
            if (hot.Contains(use.UserRoom) && use.Assembly.StartsWith("LanguageExt", StringComparison.Ordinal))
                yield return $"{use.User} uses {use.Used}: LanguageExt has no place in {use.UserRoom}";
        }
    }

    private static IEnumerable<TypeReference> References(TypeDefinition type) =>
    [
        .. type.BaseType is { } b ? [b] : Array.Empty<TypeReference>(),
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.Fields.Select(f => f.FieldType),
        .. type.GenericParameters.SelectMany(Constraints),
        .. type.CustomAttributes.Select(a => a.AttributeType),
        .. type.Methods.SelectMany(References),
    ];

    private static IEnumerable<TypeReference> References(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(p => p.ParameterType),
        .. method.GenericParameters.SelectMany(Constraints),
        .. method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(References) : [],
    ];

    private static IEnumerable<TypeReference> References(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Constraints(GenericParameter parameter) => parameter.Constraints.Select(c => c.ConstraintType);

    // Values<Batch>[] is made of Values and Batch.
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification made => Parts(made.ElementType),
        _ => [type],
    };

    private static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;
}
