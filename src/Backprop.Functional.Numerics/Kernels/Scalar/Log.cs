using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Backprop.Functional.Numerics.Kernels.Constants;
using static Backprop.Functional.Numerics.Kernels.Scalar.Binary64;
using V = double;
using Vector = Backprop.Functional.Numerics.Kernels.Scalar.Vector1;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>
/// log x = k ln 2 + log(1 + f) with x = 2^k (1 + f), sqrt(1/2) &lt;= 1 + f &lt; sqrt(2); log(1 + f) = 2s + s^3 P(s^2), s = f / (2 + f).
/// </summary>
/// <remarks>
/// The method is that of Sun's fdlibm. Here s is a sum of two, from one division and its remainder, and the last addition keeps its
/// error: Float64 within 0.55 ulp. Float32 goes without and is right except for two arguments, off by one.
/// </remarks>
internal readonly struct Log : IFunction<V>
{
    private const double SmallestNormal = 2.2250738585072014E-308, TwoTo54 = 18014398509481984.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x)
    {
        var subnormal = Vector.LessThan(x, Vector.Create(SmallestNormal));
        Split(Vector.ConditionalSelect(subnormal, x * Vector.Create(TwoTo54), x), out var k, out _, out var m);
        k = k - Vector.ConditionalSelect(subnormal, Vector.Create(54.0), Zero);
        return Edges(x, OfProduct(k, m - One, Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Quick(V x)
    {
        Split(x, out var k, out _, out var m);
        var f = m - One;
        var s = f / (Vector.Create(2.0) + f);
        var z = s * s;
        var y = Vector.FusedMultiplyAdd(k, Vector.Create(Ln2High), s + s) + Vector.FusedMultiplyAdd(s * z, P(z), k * Vector.Create(Ln2Low));
        return Edges(x, y);
    }

    /// <summary>x = 2^k m for a positive normal x; biased is k + 1023 as an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(V x, out V k, out V biased, out V m)
    {
        var exponent = (x.AsUInt64() + Vector.Create(OneBits - SqrtHalfBits)) >>> 52;
        m = (x.AsUInt64() - (exponent << 52) + Vector.Create(OneBits)).AsDouble();
        k = (exponent | Vector.Create(TwoTo52).AsUInt64()).AsDouble() - Vector.Create(TwoTo52 + ExponentBias);
        biased = exponent.AsDouble();
    }

    /// <summary>k ln 2 + log(1 + f + fLow).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfProduct(V k, V f, V fLow)
    {
        var d = Vector.Create(2.0) + f;
        var dLow = (f - (d - Vector.Create(2.0))) + fLow;
        var inverse = One / d;
        var s = f * inverse;
        var sLow = (Vector.FusedMultiplyAdd(Zero - d, s, f) + (fLow - s * dLow)) * inverse;
        var z = s * s;
        var tail = Vector.FusedMultiplyAdd(s * z, P(z), sLow + sLow);
        var twice = s + s;
        var a = k * Vector.Create(Ln2High);
        var high = a + twice;
        var b = high - a;
        var lost = (a - (high - b)) + (twice - b);
        var low = Vector.FusedMultiplyAdd(k, Vector.Create(Ln2Low), tail) + lost;
        return high + low;
    }

    /// <summary>log(+infinity) = +infinity, log(+-0) = -infinity, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Edges(V x, V y)
    {
        y = Vector.ConditionalSelect(Vector.Equals(x, Vector.Create(double.PositiveInfinity)), x, y);
        y = Vector.ConditionalSelect(Vector.Equals(x, Zero), Vector.Create(double.NegativeInfinity), y);
        y = Vector.ConditionalSelect(Vector.LessThan(x, Zero), Vector.Create(CanonicalNaN).AsDouble(), y);
        return UnlessNaN(x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V P(V z)
    {
        var p = Vector.Create(L17);
        p = Vector.FusedMultiplyAdd(p, z, Vector.Create(L15));
        p = Vector.FusedMultiplyAdd(p, z, Vector.Create(L13));
        p = Vector.FusedMultiplyAdd(p, z, Vector.Create(L11));
        p = Vector.FusedMultiplyAdd(p, z, Vector.Create(L9));
        p = Vector.FusedMultiplyAdd(p, z, Vector.Create(L7));
        p = Vector.FusedMultiplyAdd(p, z, Vector.Create(L5));
        return Vector.FusedMultiplyAdd(p, z, Vector.Create(L3));
    }
}
