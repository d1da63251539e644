using System.Numerics;
using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>What back-propagation does to whole rows of a softmax layer.</summary>
internal static class SoftmaxRows
{
    /// <summary>delta_k = y_k (s_k - sum_j s_j y_j), the sum as one chain of fused multiply-adds (pin 8).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Pull<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> s, Span<T> delta, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var p = 0; p < rows; p++)
        {
            var at = p * columns;
            var sum = T.Zero;
            for (var j = at; j < at + columns; j++) sum = Fma.Of(s[j], y[j], sum);
            for (var k = at; k < at + columns; k++) delta[k] = y[k] * (s[k] - sum);
        }
    }

    /// <summary>delta_k = t_k - y_k sum_j t_j, the sum from left to right (pin 8).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void CrossEntropyDelta<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> t, Span<T> delta, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var p = 0; p < rows; p++)
        {
            var at = p * columns;
            var sum = Reductions.Sum(t.Slice(at, columns));
            for (var k = at; k < at + columns; k++) delta[k] = t[k] - (y[k] * sum);
        }
    }
}
