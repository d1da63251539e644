using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Backprop.Functional.Numerics.Kernels.Constants;
using V = double;
using Vector = Backprop.Functional.Numerics.Kernels.Scalar.Vector1;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>The parts of a Float64: its sign, its exponent, its one NaN.</summary>
internal static class Binary64
{
    public static V Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.Create(0.0);
    }

    public static V One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.Create(1.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Abs(V x) => (x.AsUInt64() & Vector.Create(~SignBit)).AsDouble();

    /// <summary>-|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MinusAbs(V x) => (x.AsUInt64() | Vector.Create(SignBit)).AsDouble();

    /// <summary>A result that is not negative, with the sign of the argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V WithSignOf(V x, V y) => (y.AsUInt64() | (x.AsUInt64() & Vector.Create(SignBit))).AsDouble();

    /// <summary>2^k from <see cref="Rounder"/> + k, -1022 &lt;= k &lt;= 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfTwo(V rounded) => ((rounded.AsUInt64() + Vector.Create(ExponentBias)) << 52).AsDouble();

    /// <summary>x between two bounds, by comparison; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Clamp(V x, double low, double high)
    {
        x = Vector.ConditionalSelect(Vector.LessThan(x, Vector.Create(low)), Vector.Create(low), x);
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Create(high), x), Vector.Create(high), x);
    }

    /// <summary>y, or the canonical NaN where x is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V UnlessNaN(V x, V y) => Vector.ConditionalSelect(Vector.Equals(x, x), y, Vector.Create(CanonicalNaN).AsDouble());
}
