using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Backprop.Functional.Numerics.Kernels.Constants;
using static Backprop.Functional.Numerics.Kernels.Scalar.Binary64;
using V = double;
using Vector = Backprop.Functional.Numerics.Kernels.Scalar.Vector1;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>log(1 + x): 1 + x is kept as a sum of two, the smaller of which joins f of <see cref="Log"/>.</summary>
/// <remarks>Float64 within 0.54 ulp; Float32 uses the same text and is right except for nine arguments, off by one.</remarks>
internal readonly struct Log1p : IFunction<V>
{
    /// <summary>2^106: from here on 1 is nothing beside x.</summary>
    private const double OneVanishes = 9007199254740992.0 * 9007199254740992.0;

    /// <summary>2^-54: below it log(1 + x) rounds to x, which keeps -0 and the subnormals.</summary>
    private const double Tiny = 5.551115123125783e-17;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x)
    {
        var u = One + x;
        var b = u - One;
        var uLow = (One - (u - b)) + (x - b);
        uLow = Vector.ConditionalSelect(Vector.LessThan(Vector.Create(OneVanishes), x), Zero, uLow);
        Log.Split(u, out var k, out var biased, out var m);
        var fLow = uLow * ((Vector.Create(2 * ExponentBias) - biased.AsUInt64()) << 52).AsDouble();
        fLow = Vector.ConditionalSelect(Vector.LessThan(Vector.Create(64.0), k), Zero, fLow);
        var f = m - One;
        var sum = f + fLow;
        fLow = (f - sum) + fLow;
        var near = Vector.Equals(k, Zero);
        f = Vector.ConditionalSelect(near, x, sum);
        fLow = Vector.ConditionalSelect(near, Zero, fLow);
        var y = Log.OfProduct(k, f, fLow);
        y = Vector.ConditionalSelect(Vector.Equals(x, Vector.Create(double.PositiveInfinity)), x, y);
        y = Vector.ConditionalSelect(Vector.Equals(x, Vector.Create(-1.0)), Vector.Create(double.NegativeInfinity), y);
        y = Vector.ConditionalSelect(Vector.LessThan(x, Vector.Create(-1.0)), Vector.Create(CanonicalNaN).AsDouble(), y);
        y = Vector.ConditionalSelect(Vector.LessThan(Abs(x), Vector.Create(Tiny)), x, y);
        return UnlessNaN(x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Quick(V x) => Of(x);
}
