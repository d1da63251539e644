using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>Float32 cells in Float64 lanes: widening is exact, storing rounds once.</summary>
internal static class Float32
{
    /// <remarks>Widened as a vector: the scalar instruction waits for what its target register held before, the result of the last cell.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Load(ref float cells, nuint i) => Vector128.WidenLower(Vector128.CreateScalar(Unsafe.Add(ref cells, i))).ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double x, ref float cells, nuint i) => Unsafe.Add(ref cells, i) = (float)x;
}
