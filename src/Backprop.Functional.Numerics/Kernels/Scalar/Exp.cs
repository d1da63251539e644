using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Backprop.Functional.Numerics.Kernels.Constants;
using static Backprop.Functional.Numerics.Kernels.Scalar.Binary64;
using V = double;
using Vector = Backprop.Functional.Numerics.Kernels.Scalar.Vector1;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>
/// e^x = 2^k e^r with k = round(x / ln 2), so |r| &lt;= ln 2 / 2; e^r = 1 + r + r^2/2 + r^3 Q(r).
/// </summary>
/// <remarks>
/// The reduction subtracts k ln 2 in two parts (Cody and Waite, Software Manual for the Elementary Functions, 1980) and keeps what the
/// subtraction lost. Float64 carries r, r^2 and 1 + r with their rounding errors, so that one addition decides the last bit: within
/// 0.62 ulp, 0.751 where the result is subnormal. Float32 needs none of that and is correctly rounded.
/// </remarks>
internal readonly struct Exp : IFunction<V>
{
    // Beyond them the result is +0 or infinite anyway.
    private const double Lowest = -746, Highest = 710, LowestFloat32 = -128, HighestFloat32 = 128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x)
    {
        Parts(Clamp(x, Lowest, Highest), out var rounded, out var high, out var low);
        HalfPowers(rounded, out var p1, out var p2);
        return UnlessNaN(x, ((high + low) * p1) * p2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Quick(V x)
    {
        QuickParts(Clamp(x, LowestFloat32, HighestFloat32), out var rounded, out var tail);
        return UnlessNaN(x, (tail + One) * PowerOfTwo(rounded));
    }

    /// <summary>e^x = 2^k (high + low), rounded = k + <see cref="Rounder"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parts(V x, out V rounded, out V high, out V low)
    {
        Reduce(x, out rounded, out var r, out var rLow);
        var tail = Tail(r, rLow);
        high = One + r;
        low = (r - (high - One)) + tail;
    }

    /// <summary>2^k in two factors, because k may lie beyond the exponents of a Float64 by half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void HalfPowers(V rounded, out V p1, out V p2)
    {
        var k = rounded - Vector.Create(Rounder);
        var halfRounded = Vector.FusedMultiplyAdd(k, Vector.Create(0.5), Vector.Create(Rounder));
        var half = halfRounded - Vector.Create(Rounder);
        p1 = PowerOfTwo(halfRounded);
        p2 = PowerOfTwo((k - half) + Vector.Create(Rounder));
    }

    /// <summary>x = k ln 2 + (r + low).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Reduce(V x, out V rounded, out V r, out V low)
    {
        rounded = Vector.FusedMultiplyAdd(x, Vector.Create(Log2E), Vector.Create(Rounder));
        var k = rounded - Vector.Create(Rounder);
        var high = Vector.FusedMultiplyAdd(Zero - k, Vector.Create(Ln2High), x);
        var correction = k * Vector.Create(Ln2Low);
        r = high - correction;
        low = (high - r) - correction;
    }

    /// <summary>e^(r + low) - 1 - r, with r^2/2 carried exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tail(V r, V low)
    {
        var square = r * r;
        var squareLow = Vector.FusedMultiplyAdd(r, r, Zero - square);
        var rest = Vector.FusedMultiplyAdd(square * r, Q(r), Vector.FusedMultiplyAdd(Vector.Create(0.5), squareLow, low));
        return Vector.FusedMultiplyAdd(Vector.Create(0.5), square, rest);
    }

    /// <summary>e^x = 2^k (1 + tail), for Float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void QuickParts(V x, out V rounded, out V tail)
    {
        rounded = Vector.FusedMultiplyAdd(x, Vector.Create(Log2E), Vector.Create(Rounder));
        var minusK = Vector.Create(Rounder) - rounded;
        var r = Vector.FusedMultiplyAdd(minusK, Vector.Create(Ln2Low), Vector.FusedMultiplyAdd(minusK, Vector.Create(Ln2High), x));
        tail = Vector.FusedMultiplyAdd(r * r, Vector.FusedMultiplyAdd(Q(r), r, Vector.Create(0.5)), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Q(V r)
    {
        var q = Vector.Create(E13);
        q = Vector.FusedMultiplyAdd(q, r, Vector.Create(E12));
        q = Vector.FusedMultiplyAdd(q, r, Vector.Create(E11));
        q = Vector.FusedMultiplyAdd(q, r, Vector.Create(E10));
        q = Vector.FusedMultiplyAdd(q, r, Vector.Create(E9));
        q = Vector.FusedMultiplyAdd(q, r, Vector.Create(E8));
        q = Vector.FusedMultiplyAdd(q, r, Vector.Create(E7));
        q = Vector.FusedMultiplyAdd(q, r, Vector.Create(E6));
        q = Vector.FusedMultiplyAdd(q, r, Vector.Create(E5));
        q = Vector.FusedMultiplyAdd(q, r, Vector.Create(E4));
        return Vector.FusedMultiplyAdd(q, r, Vector.Create(E3));
    }
}
