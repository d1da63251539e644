using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>e^v_k / sum e^v_j of each row, in Float64 whatever the cells are (pin 7).</summary>
internal static class Softmax
{
    [ThreadStatic]
    private static double[]? scratch;

    /// <summary>See <see cref="Elementary.Softmax"/>.</summary>
    public static void Run<T>(ReadOnlySpan<T> v, Span<T> y, int rows, int columns, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (v.Length != (long)rows * columns || y.Length != v.Length) throw new ArgumentException($"{v.Length} and {y.Length} cells meet {rows} x {columns}");
        if (columns == 0) return;

        // Several rows at once, so that narrow ones fill the vectors too.
        var atOnce = Math.Min(rows, Math.Max(1, 1024 / columns));
        for (var p = 0; p < rows; p += atOnce)
        {
            var count = Math.Min(atOnce, rows - p);
            var cells = v.Slice(p * columns, count * columns);
            var u = Scratch(cells.Length);
            for (var q = 0; q < count; q++)
            {
                var row = cells.Slice(q * columns, columns);
                Shift(row, Max(row), u.Slice(q * columns, columns));
            }

            Elementary.Map(ElementaryFunction.Exp, u, u, width);
            for (var q = 0; q < count; q++)
            {
                var row = u.Slice(q * columns, columns);
                var sum = Reductions.Sum<double>(row);
                Divide(row, sum, y.Slice((p + q) * columns, columns));
            }
        }
    }

    /// <summary>
    /// The maximum m of each row and log S with S = sum of e^(v_k - m), left to right in Float64: log sum e^v_k = m + log S,
    /// and log softmax_k = (v_k - m) - log S (pin 7).
    /// </summary>
    public static void LogSumExp<T>(ReadOnlySpan<T> v, Span<double> maxAndLogSum, int columns, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = maxAndLogSum.Length / 2;
        var atOnce = Math.Max(1, 1024 / columns);
        for (var p = 0; p < rows; p += atOnce)
        {
            var count = Math.Min(atOnce, rows - p);
            var u = Scratch(count * columns);
            for (var q = 0; q < count; q++)
            {
                var row = v.Slice((p + q) * columns, columns);
                maxAndLogSum[2 * (p + q)] = Max(row);
                Shift(row, maxAndLogSum[2 * (p + q)], u.Slice(q * columns, columns));
            }

            Elementary.Map(ElementaryFunction.Exp, u, u, width);
            for (var q = 0; q < count; q++)
                maxAndLogSum[(2 * (p + q)) + 1] = Elementary.Log(Reductions.Sum<double>(u.Slice(q * columns, columns)));
        }
    }

    /// <summary>sum - w t_k (v_k - max - log S), k ascending; a target of 0 adds nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double AddError<T>(double sum, ReadOnlySpan<T> v, ReadOnlySpan<T> t, double max, double logSum, double? weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var k = 0; k < t.Length; k++)
            if (t[k] != T.Zero)
            {
                var term = -(double.CreateTruncating(t[k]) * (double.CreateTruncating(v[k]) - max - logSum));
                sum += weight is { } w ? w * term : term;
            }

        return sum;
    }

    /// <summary>The maximum by comparison, starting from the first cell: a NaN there stays, one elsewhere is passed over.</summary>
    /// <remarks>A choice of lanes instead of a branch, which would be guessed wrong too often.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Max<T>(ReadOnlySpan<T> row) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var max = Vector128.CreateScalar(row[0]);
        for (var k = 1; k < row.Length; k++)
        {
            var cell = Vector128.CreateScalar(row[k]);
            max = Vector128.ConditionalSelect(Vector128.GreaterThan(cell, max), cell, max);
        }

        return double.CreateTruncating(max.ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Shift<T>(ReadOnlySpan<T> row, double max, Span<double> z) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var k = 0; k < z.Length; k++) z[k] = double.CreateTruncating(row[k]) - max;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Divide<T>(ReadOnlySpan<double> u, double sum, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var k = 0; k < y.Length; k++)
        {
            var quotient = u[k] / sum;
            y[k] = T.CreateTruncating(double.IsNaN(quotient) ? BitConverter.UInt64BitsToDouble(Constants.CanonicalNaN) : quotient);
        }
    }

    private static Span<double> Scratch(int count)
    {
        if (scratch is null || scratch.Length < count) scratch = GC.AllocateUninitializedArray<double>(Math.Max(count, 1024));
        return scratch.AsSpan(0, count);
    }
}
