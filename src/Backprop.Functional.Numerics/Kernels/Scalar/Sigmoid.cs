using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Backprop.Functional.Numerics.Kernels.Constants;
using static Backprop.Functional.Numerics.Kernels.Scalar.Binary64;
using V = double;
using Vector = Backprop.Functional.Numerics.Kernels.Scalar.Vector1;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>1 / (1 + e^-x), as e / (1 + e) with e = e^-|x| where x is negative: e never overflows.</summary>
/// <remarks>Float64 keeps e as a sum of two: within 0.77 ulp, 0.751 where the result is subnormal. Float32 within one.</remarks>
internal readonly struct Sigmoid : IFunction<V>
{
    private const double Lowest = -746, LowestFloat32 = -128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x)
    {
        Exp.Parts(Clamp(MinusAbs(x), Lowest, 0), out var rounded, out var high, out var low);
        Exp.HalfPowers(rounded, out var p1, out var p2);
        Pair.FastTwoSum(ref high, ref low);
        var e = (high * p1) * p2;
        var eLow = (low * p1) * p2;
        var dHigh = One + e;
        var dLow = (e - (dHigh - One)) + eLow;
        var negative = Vector.LessThan(x, Zero);
        var nHigh = Vector.ConditionalSelect(negative, e, One);
        var nLow = Vector.ConditionalSelect(negative, eLow, Zero);
        return UnlessNaN(x, Pair.Divide(nHigh, nLow, dHigh, dLow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Quick(V x)
    {
        Exp.QuickParts(Clamp(MinusAbs(x), LowestFloat32, 0), out var rounded, out var tail);
        var e = (tail + One) * PowerOfTwo(rounded);
        return UnlessNaN(x, Vector.ConditionalSelect(Vector.LessThan(x, Zero), e, One) / (One + e));
    }
}
