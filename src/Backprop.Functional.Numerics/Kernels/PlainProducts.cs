using System.Numerics;
using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// The three products of back-propagation as textbook loops. They are the definition: every faster kernel equals them bit for bit.
/// Each cell is one chain of fused multiply-adds in the order of the sigma (numerics, pins 1, 2 and 4).
/// </summary>
/// <remarks>Row-major: y is rows x inputs, w is inputs x outputs, v and delta are rows x outputs.</remarks>
internal static class PlainProducts
{
    /// <summary>v_pj = w0_j + sum_i y_pi w_ij, i ascending; the chain starts at the bias (none: +0; one: the layer's; else the neuron's).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Affine<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> w, ReadOnlySpan<T> bias, Span<T> v, int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var p = 0; p < rows; p++)
            for (var j = 0; j < outputs; j++)
            {
                var sum = bias.IsEmpty ? T.Zero : bias.Length == 1 ? bias[0] : bias[j];
                for (var i = 0; i < inputs; i++) sum = Fma.Of(y[p * inputs + i], w[i * outputs + j], sum);
                v[p * outputs + j] = sum;
            }
    }

    /// <summary>s_pg = sum_k delta_pk w_gk, k ascending from +0: the error signal that comes back through the weights.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void BackProject<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> w, Span<T> s, int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var p = 0; p < rows; p++)
            for (var g = 0; g < inputs; g++)
            {
                var sum = T.Zero;
                for (var k = 0; k < outputs; k++) sum = Fma.Of(delta[p * outputs + k], w[g * outputs + k], sum);
                s[p * inputs + g] = sum;
            }
    }

    /// <summary>g_ij = dE/dw_ij = sum_p y_pi (-delta_pj), p ascending from +0; the sign is taken on delta, a sum is never negated.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Gradient<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> delta, Span<T> g, int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < inputs; i++)
            for (var j = 0; j < outputs; j++)
            {
                var sum = T.Zero;
                for (var p = 0; p < rows; p++) sum = Fma.Of(y[p * inputs + i], -delta[p * outputs + j], sum);
                g[i * outputs + j] = sum;
            }
    }
}
