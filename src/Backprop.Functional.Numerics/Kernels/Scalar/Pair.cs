using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = double;
using Vector = Backprop.Functional.Numerics.Kernels.Scalar.Vector1;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>Numbers that are kept as an unevaluated sum of two.</summary>
internal static class Pair
{
    /// <summary>(nHigh + nLow) / (dHigh + dLow) with one division: the quotient of the high parts, then its remainder.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Divide(V nHigh, V nLow, V dHigh, V dLow)
    {
        FastTwoSum(ref nHigh, ref nLow);
        FastTwoSum(ref dHigh, ref dLow);
        var inverse = Vector.Create(1.0) / dHigh;
        var quotient = nHigh * inverse;
        var remainder = Vector.FusedMultiplyAdd(Vector.Create(0.0) - quotient, dHigh, nHigh) + (nLow - quotient * dLow);
        return Vector.FusedMultiplyAdd(remainder, inverse, quotient);
    }

    /// <summary>high + low with nothing lost, where |high| &gt;= |low| (Dekker, Numerische Mathematik 18, 1971).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FastTwoSum(ref V high, ref V low)
    {
        var sum = high + low;
        low = (high - sum) + low;
        high = sum;
    }
}
