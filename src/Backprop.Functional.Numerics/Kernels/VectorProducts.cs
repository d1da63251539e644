using System.Numerics;
using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// The three products of back-propagation in vectors, with the bits of <see cref="PlainProducts"/>: lanes run across the cells of a row,
/// and every cell remains one chain in the order of the sigma.
/// </summary>
/// <remarks>All three are c = start + a b with other strides; which of the two is read across the lanes depends on the shape.</remarks>
internal static unsafe class VectorProducts
{
    /// <summary>Up to so many multiplications the textbook loops are done before the tiles have begun.</summary>
    private const long Few = 64;

    /// <summary>Bytes that come from memory together.</summary>
    private const int Line = 64;

    /// <inheritdoc cref="PlainProducts.Affine"/>
    public static void Affine<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> w, ReadOnlySpan<T> bias, Span<T> v, int rows, int inputs, int outputs, Width width, int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(y, rows, inputs);
        Require(w, inputs, outputs);
        Require<T>(v, rows, outputs);
        if (bias.Length > 1) Require(bias, 1, outputs);
        if (!Fma.IsHardware || (long)rows * inputs * outputs <= Few)
        {
            PlainProducts.Affine(y, w, bias, v, rows, inputs, outputs);
            return;
        }

        fixed (T* a = y, b = w, c = v, own = bias)
        {
            var straight = new Factors<T>
            {
                A = a, ARow = inputs, ATerm = 1,
                B = b, BTerm = outputs, BColumn = 1, Panel = IsWorthCopying<T>(rows, inputs, outputs, width) ? Panel.Copied : Panel.None,
                Start = bias.Length == outputs ? own : null, C = c, CRow = outputs, Rows = rows, Columns = outputs, Terms = inputs,
            };
            if (SparseProducts.TrySum(straight.OnPanels(), bias.Length == 1 ? bias[0] : T.Zero, width, threads)) return;
            Bands.Sum(Turning.PaysForward<T>(rows, outputs, width) ? straight.Turned() : straight, bias.Length == 1 ? bias[0] : T.Zero, width, threads);
        }
    }

    /// <inheritdoc cref="PlainProducts.BackProject"/>
    public static void BackProject<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> w, Span<T> s, int rows, int inputs, int outputs, Width width, int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(delta, rows, outputs);
        Require(w, inputs, outputs);
        Require<T>(s, rows, inputs);
        if (!Fma.IsHardware || (long)rows * inputs * outputs <= Few)
        {
            PlainProducts.BackProject(delta, w, s, rows, inputs, outputs);
            return;
        }

        fixed (T* a = delta, b = w, c = s)
        {
            var straight = new Factors<T>
            {
                A = a, ARow = outputs, ATerm = 1,
                B = b, BTerm = 1, BColumn = outputs, Panel = Panel.Transposed,
                C = c, CRow = inputs, Rows = rows, Columns = inputs, Terms = outputs,
            };
            Bands.Sum(Turning.PaysBackward<T>(rows, outputs, width) ? straight.Turned() : straight, T.Zero, width, threads);
        }
    }

    /// <inheritdoc cref="PlainProducts.Gradient"/>
    public static void Gradient<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> delta, Span<T> g, int rows, int inputs, int outputs, Width width, int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(y, rows, inputs);
        Require(delta, rows, outputs);
        Require<T>(g, inputs, outputs);
        if (!Fma.IsHardware || (long)rows * inputs * outputs <= Few)
        {
            PlainProducts.Gradient(y, delta, g, rows, inputs, outputs);
            return;
        }

        fixed (T* a = y, b = delta, c = g)
        {
            var straight = new Factors<T>
            {
                A = a, ARow = 1, ATerm = inputs,
                B = b, BTerm = outputs, BColumn = 1, Panel = Panel.Flipped,
                C = c, CRow = outputs, Rows = inputs, Columns = outputs, Terms = rows,
            };
            if (SparseProducts.TrySum(straight, T.Zero, width, threads)) return;
            Bands.Sum(Turning.PaysInGradient<T>(rows, inputs, outputs, width) ? straight.Turned() : straight, T.Zero, width, threads);
        }
    }

    /// <summary>
    /// Whether a copy of the weights is worth its while: they leave no room in the second cache, or their rows meet in the same few places of the
    /// first, and there are rows enough to read the copy. That cache is a megabyte where vectors are of 512 bits, and often half of that elsewhere;
    /// there a copy also pays where rows of weights begin within a line, and always where samples are so many that they would read the weights twice.
    /// </summary>
    private static bool IsWorthCopying<T>(int rows, int inputs, int outputs, Width width) where T : unmanaged
    {
        var row = (long)outputs * sizeof(T);
        if (width == Width.V512) return rows >= Bands.RowsInPlace && (IsFar(1 << 20) || Turning.IsNarrow<T>(outputs, width));
        return rows > Bands.RowsInPlace || (rows >= Bands.RowsInPlace / 2 && (IsFar(1 << 19) || row % Line != 0 || Turning.IsNarrow<T>(outputs, width)));

        bool IsFar(long near) => row * inputs >= near || row >= 4096;
    }

    private static void Require<T>(ReadOnlySpan<T> cells, int rows, int columns, [CallerMemberName] string product = "")
    {
        if (cells.Length != (long)rows * columns) throw new ArgumentException($"{product}: {cells.Length} cells are not {rows} x {columns}");
    }
}
