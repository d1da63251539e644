using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using V = double;
using Vector = Backprop.Functional.Numerics.Kernels.Scalar.Vector1;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>A function over the cells of a span, as many at once as V holds. What is left at the end is the caller's.</summary>
internal static class Loop
{
    /// <returns>How many cells are done.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Run<F>(ReadOnlySpan<double> x, Span<double> y) where F : struct, IFunction<V>
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        var lanes = Unsafe.SizeOf<V>() / sizeof(double);
        var i = 0;
        for (; i <= y.Length - lanes; i += lanes)
            F.Of(Vector.LoadUnsafe(ref px, (nuint)i)).StoreUnsafe(ref py, (nuint)i);
        return i;
    }

    /// <returns>How many cells are done.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Run<F>(ReadOnlySpan<float> x, Span<float> y) where F : struct, IFunction<V>
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        var lanes = Unsafe.SizeOf<V>() / sizeof(double);
        var i = 0;
        for (; i <= y.Length - lanes; i += lanes)
            Float32.Store(F.Quick(Float32.Load(ref px, (nuint)i)), ref py, (nuint)i);
        return i;
    }
}
