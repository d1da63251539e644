using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Backprop.Functional.Numerics.Kernels.Constants;
using static Backprop.Functional.Numerics.Kernels.Scalar.Binary64;
using V = double;
using Vector = Backprop.Functional.Numerics.Kernels.Scalar.Vector1;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>log(1 + e^x) as max(x, 0) + log(1 + e^-|x|), which neither overflows nor loses what is small.</summary>
/// <remarks>Within 2 ulp; Float32 uses the same text and rounds once.</remarks>
internal readonly struct Softplus : IFunction<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x)
    {
        var larger = Vector.ConditionalSelect(Vector.LessThan(Zero, x), x, Zero);
        return UnlessNaN(x, larger + Log1p.Of(Exp.Of(MinusAbs(x))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Quick(V x) => Of(x);
}
