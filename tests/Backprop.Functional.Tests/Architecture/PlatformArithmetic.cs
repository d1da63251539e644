using System.Reflection;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>
/// What the runtime offers and we must not use, because its bits depend on the C library, the CPU or the width of its vectors;
/// with the reason that the compiler shows to whoever tries.
/// </summary>
internal static class PlatformArithmetic
{
    private const string Elementary = "its last bits depend on the C library and the CPU; use Elementary";
    private const string Approximate = "an approximation that differs between CPUs; write the operation out";
    private const string Unordered = "NaN, the sign of zero or the order of additions depend on the CPU; write the comparison or the loop out";
    private const string Sums = "the order of additions is ours to say: sum in a loop, from left to right";

    public static IReadOnlySet<string> Functions { get; } = new HashSet<string>
    {
        "Exp", "ExpM1", "Exp2", "Exp2M1", "Exp10", "Exp10M1", "Log", "LogP1", "Log2", "Log2P1", "Log10", "Log10P1", "Pow",
        "Sin", "Cos", "Tan", "SinCos", "SinPi", "CosPi", "TanPi", "SinCosPi", "Asin", "Acos", "Atan", "Atan2",
        "AsinPi", "AcosPi", "AtanPi", "Atan2Pi", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh", "Cbrt", "Hypot", "RootN",
    };

    public static IReadOnlySet<string> OnVectors { get; } = new HashSet<string>
    {
        "Min", "Max", "MinNumber", "MaxNumber", "MinMagnitude", "MaxMagnitude", "MinMagnitudeNumber", "MaxMagnitudeNumber", "Clamp", "Sum", "Dot",
    };

    /// <summary>Every banned method with its reason, in a stable order.</summary>
    public static IEnumerable<(string Id, string Reason)> Banned() =>
        Of(Scalars).Concat(Of(Vectors, OnVectors)).Concat(Of(GenericMath)).Concat(Of(Intrinsics)).Concat(LinqSums())
            .Distinct().OrderBy(b => b.Id, StringComparer.Ordinal);

    private static IEnumerable<Type> Scalars => [typeof(Math), typeof(MathF), typeof(double), typeof(float), typeof(Half)];

    private static IEnumerable<Type> Vectors => [typeof(Vector64), typeof(Vector128), typeof(Vector256), typeof(Vector512)];

    private static IEnumerable<Type> GenericMath =>
        typeof(double).Assembly.GetExportedTypes().Where(t => t.IsInterface && t.IsGenericTypeDefinition && t.Namespace == "System.Numerics");

    private static IEnumerable<Type> Intrinsics =>
        typeof(double).Assembly.GetExportedTypes().Where(t => t.Namespace is "System.Runtime.Intrinsics.X86" or "System.Runtime.Intrinsics.Arm");

    private static IEnumerable<(string Id, string Reason)> Of(IEnumerable<Type> types, IReadOnlySet<string>? more = null) =>
        from type in types
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let reason = Functions.Contains(method.Name) ? Elementary
            : IsApproximate(method) ? Approximate
            : more?.Contains(method.Name) == true ? Unordered
            : null
        where reason is not null
        select (DocumentationId.Of(method), reason!);

    // Lerp is made of multiply-add "estimates": fused where the CPU can, rounded twice where it cannot.
    private static bool IsApproximate(MethodInfo method) =>
        method.Name.EndsWith("Estimate", StringComparison.Ordinal)
        || method.Name.EndsWith("Native", StringComparison.Ordinal)
        || method.Name == "Lerp"
        || (method.Name.StartsWith("Reciprocal", StringComparison.Ordinal) && !method.Name.EndsWith("Step", StringComparison.Ordinal));

    private static IEnumerable<(string Id, string Reason)> LinqSums() =>
        from method in typeof(Enumerable).GetMethods(BindingFlags.Public | BindingFlags.Static)
        where method.Name is "Sum" or "Average"
        let id = DocumentationId.Of(method)
        where id.Contains("System.Double", StringComparison.Ordinal) || id.Contains("System.Single", StringComparison.Ordinal)
        select (id, Sums);
}
