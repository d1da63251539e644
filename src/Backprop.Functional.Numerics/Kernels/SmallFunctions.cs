using System.Numerics;
using System.Runtime.CompilerServices;
using static Backprop.Functional.Numerics.Kernels.Constants;
using static Backprop.Functional.Numerics.Kernels.Scalar.Binary64;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>The activations of small nets.</summary>
internal enum SmallFunction
{
    Linear,
    Relu,
    Sigmoid,
    Tanh,
}

/// <summary>One activation after another, where each waits for the one before.</summary>
/// <remarks>
/// In Float32 the polynomial of <see cref="Scalar.Exp"/> is summed as a tree, in half the time of a chain. In Float64 that is other bits at times, but
/// rounded to Float32 it is the same number for every Float32: there are few enough to try them all.
/// </remarks>
internal static class SmallFunctions
{
    private const double Lowest = -128, Highest = 20;

    /// <summary>f(v).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(SmallFunction f, T v) where T : unmanaged, IBinaryFloatingPointIeee754<T> => f switch
    {
        SmallFunction.Sigmoid => T.CreateTruncating(typeof(T) == typeof(double) ? Scalar.Sigmoid.Of(double.CreateTruncating(v)) : Sigmoid(double.CreateTruncating(v))),
        SmallFunction.Tanh => T.CreateTruncating(typeof(T) == typeof(double) ? Scalar.Tanh.Of(double.CreateTruncating(v)) : Tanh(double.CreateTruncating(v))),
        SmallFunction.Relu => v <= T.Zero ? T.Zero : v,
        _ => v,
    };

    /// <summary>f'(v) from y; a ReLU's y is 0 or less where its v is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(SmallFunction f, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => f switch
    {
        SmallFunction.Sigmoid => y * (T.One - y),
        SmallFunction.Tanh => T.One - (y * y),
        _ => y <= T.Zero ? T.Zero : T.One,
    };

    /// <summary>As <see cref="Scalar.Sigmoid.Quick"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sigmoid(double x)
    {
        var (tail, power) = Exp(Clamp(MinusAbs(x), Lowest, 0));
        var e = (tail + 1) * power;
        return UnlessNaN(x, (x < 0 ? e : 1) / (1 + e));
    }

    /// <summary>As <see cref="Scalar.Tanh.Quick"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Tanh(double x)
    {
        var a = Clamp(Abs(x), 0, Highest);
        var (tail, power) = Exp(a + a);
        var t = Fma.Of(power, tail, power - 1);
        return UnlessNaN(x, WithSignOf(x, t / (t + 2)));
    }

    /// <summary>e^x = power (1 + tail).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Tail, double Power) Exp(double x)
    {
        var rounded = Fma.Of(x, Log2E, Rounder);
        var minusK = Rounder - rounded;
        var r = Fma.Of(minusK, Ln2Low, Fma.Of(minusK, Ln2High, x));
        double r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
        double p0 = Fma.Of(E3, r, 0.5), p1 = Fma.Of(E5, r, E4), p2 = Fma.Of(E7, r, E6), p3 = Fma.Of(E9, r, E8), p4 = Fma.Of(E11, r, E10), p5 = Fma.Of(E13, r, E12);
        double q0 = Fma.Of(p1, r2, p0), q1 = Fma.Of(p3, r2, p2), q2 = Fma.Of(p5, r2, p4);
        return (Fma.Of(r2, Fma.Of(q2, r8, Fma.Of(q1, r4, q0)), r), PowerOfTwo(rounded));
    }
}
