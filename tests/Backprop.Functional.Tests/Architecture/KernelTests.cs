using System.Reflection;
using System.Runtime.CompilerServices;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Architecture;

public class KernelTests
{
    /// <summary>
    /// A kernel is compiled as it stands, at its first call. Drawn into its caller, by a compiler that has counted calls, it came out several times slower:
    /// what it calls was not drawn in any more.
    /// </summary>
    [Fact]
    public void What_is_compiled_at_once_is_never_drawn_into_its_caller()
    {
        const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var kernels = typeof(Matrix).Assembly.GetTypes().SelectMany(type => type.GetMethods(All))
            .Where(method => method.MethodImplementationFlags.HasFlag((MethodImplAttributes)MethodImplOptions.AggressiveOptimization)).ToList();
        Assert.True(kernels.Count > 30, $"{kernels.Count} kernels");
        Assert.Empty(kernels.Where(method => !method.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining)).Select(method => $"{method.DeclaringType}.{method.Name}"));
    }
}
