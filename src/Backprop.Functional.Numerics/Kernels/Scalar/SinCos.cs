using System.Runtime.CompilerServices;
using static Backprop.Functional.Numerics.Kernels.Constants;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>cos and sin of a part of the full circle, for normal random numbers.</summary>
internal static class SinCos
{
    /// <summary>cos 2 pi u and sin 2 pi u, 0 &lt;= u &lt; 1: an exact split into quarters, then Taylor polynomials for |t| &lt;= 1/8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static (double Cos, double Sin) TwoPi(double u)
    {
        var rounded = Fma.Of(u, 4.0, Rounder);
        var t = Fma.Of(rounded - Rounder, -0.25, u);
        var z = t * t;

        var s = 0.10422916220813984;
        s = Fma.Of(s, z, -0.71812230177850051);
        s = Fma.Of(s, z, 3.8199525848482821);
        s = Fma.Of(s, z, -15.094642576822984);
        s = Fma.Of(s, z, 42.058693944897655);
        s = Fma.Of(s, z, -76.70585975306136);
        s = Fma.Of(s, z, 81.60524927607504);
        s = Fma.Of(s, z, -41.341702240399755);
        s = Fma.Of(s, z, 6.283185307179586);
        s *= t;

        var c = 0.28200596845579096;
        c = Fma.Of(c, z, -1.7143907110886711);
        c = Fma.Of(c, z, 7.9035363713184690);
        c = Fma.Of(c, z, -26.426256783374399);
        c = Fma.Of(c, z, 60.244641371876660);
        c = Fma.Of(c, z, -85.456817206693728);
        c = Fma.Of(c, z, 64.939394022668296);
        c = Fma.Of(c, z, -19.739208802178716);
        c = Fma.Of(c, z, 1.0);

        return (BitConverter.DoubleToUInt64Bits(rounded) & 3) switch
        {
            0 => (c, s),
            1 => (Flip(s), c),
            2 => (Flip(c), Flip(s)),
            _ => (s, Flip(c)),
        };
    }

    /// <summary>The sign bit is flipped as an integer: a zero keeps its sign, and no compiler merges it with what follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Flip(double x) => BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(x) ^ SignBit);
}
