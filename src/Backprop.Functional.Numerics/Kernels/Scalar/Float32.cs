using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>Float32 cells in Float64 lanes: widening is exact, storing rounds once.</summary>
internal static class Float32
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Load(ref float cells, nuint i) => Unsafe.Add(ref cells, i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double x, ref float cells, nuint i) => Unsafe.Add(ref cells, i) = (float)x;
}
