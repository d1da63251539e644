using System.Numerics;
using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>Sums along the rows of a batch, left to right and top to bottom, one rounding an addition.</summary>
internal static class Reductions
{
    /// <summary>g_j = sum_p (-delta_pj), p ascending from +0: dE/db of each neuron (pin 3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NegatedColumnSums<T>(ReadOnlySpan<T> delta, Span<T> g, int rows, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        g.Clear();
        for (var p = 0; p < rows; p++)
            for (var j = 0; j < outputs; j++) g[j] += -delta[p * outputs + j];
    }

    /// <summary>The sum of the cells, ascending from +0: the gradient of a tied bias from those of its neurons (pin 3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Sum<T>(ReadOnlySpan<T> cells) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        foreach (var cell in cells) sum += cell;
        return sum;
    }

    /// <summary>The sum of each row, ascending from +0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RowSums<T>(ReadOnlySpan<T> cells, Span<T> sums, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var p = 0; p < rows; p++) sums[p] = Sum(cells.Slice(p * columns, columns));
    }
}
