using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>Sums along the rows of a batch, left to right and top to bottom, one rounding an addition.</summary>
internal static class Reductions
{
    /// <summary>g_j = sum_p (-delta_pj), p ascending from +0: dE/db of each neuron (pin 3).</summary>
    public static void NegatedColumnSums<T>(ReadOnlySpan<T> delta, Span<T> g, int rows, int outputs, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (delta.Length != (long)rows * outputs || g.Length != outputs) throw new ArgumentException($"{delta.Length} cells are not {rows} x {outputs}");
        for (var j = width == Width.Scalar ? 0 : InVectors(delta, g, rows, width); j < outputs; j++)
        {
            var sum = T.Zero;
            for (var at = j; at < delta.Length; at += outputs) sum += -delta[at];
            g[j] = sum;
        }
    }

    private static int InVectors<T>(ReadOnlySpan<T> delta, Span<T> g, int rows, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var j = 0;
        if (width >= Width.V512) j = Columns<T, Vector512<T>, Of512<T>>(delta, g, rows, j);
        if (width >= Width.V256) j = Columns<T, Vector256<T>, Of256<T>>(delta, g, rows, j);
        return Columns<T, Vector128<T>, Of128<T>>(delta, g, rows, j);
    }

    /// <summary>Columns from j on, as long as they fill a vector. 1 (-delta) + sum in one rounding is the sum.</summary>
    /// <returns>The first column that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe int Columns<T, V, O>(ReadOnlySpan<T> delta, Span<T> g, int rows, int j)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        var (one, outputs) = (O.All(T.One), g.Length);
        fixed (T* first = delta, to = g)
            for (; j <= outputs - O.Count; j += O.Count)
            {
                var sum = O.All(T.Zero);
                var at = first + j;
                for (var p = 0; p < rows; p++, at += outputs) sum = O.Fma(one, O.Flip(O.Load(at)), sum);
                O.Store(sum, to + j);
            }

        return j;
    }

    /// <summary>The sum of the cells, ascending from +0: the gradient of a tied bias from those of its neurons (pin 3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T Sum<T>(ReadOnlySpan<T> cells) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        foreach (var cell in cells) sum += cell;
        return sum;
    }

    /// <summary>The sum of squares in Float64: eight chains of fused multiply-adds, cell i to chain i mod 8, added as a tree (pin 11).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double SumOfSquares<T>(ReadOnlySpan<T> cells) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<double> lane = stackalloc double[8];
        lane.Clear();
        var i = 0;
        if (Fma.IsHardware)
        {
            var chains = Vector512<double>.Zero;
            for (; i + 8 <= cells.Length; i += 8)
            {
                var x = Eight(cells, i);
                chains = Vector512.FusedMultiplyAdd(x, x, chains);
            }

            chains.StoreUnsafe(ref lane[0]);
        }

        for (; i < cells.Length; i++)
        {
            var x = double.CreateTruncating(cells[i]);
            lane[i & 7] = Fma.Of(x, x, lane[i & 7]);
        }

        return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Eight<T>(ReadOnlySpan<T> cells, int i) where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(cells);
        if (typeof(T) == typeof(double)) return Vector512.LoadUnsafe(ref Unsafe.As<T, double>(ref first), (nuint)i);
        var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref Unsafe.As<T, float>(ref first), (nuint)i));
        return Vector512.Create(low, high);
    }
}
