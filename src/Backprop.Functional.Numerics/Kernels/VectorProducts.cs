using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// The three products of back-propagation in vectors, with the bits of <see cref="PlainProducts"/>: lanes run across the cells of a row,
/// and every cell remains one chain in the order of the sigma.
/// </summary>
/// <remarks>
/// All three are c = start + a b with other strides. Terms are taken in blocks, between which the cells rest in c, and columns in bands of one or
/// two vectors, so that the part of b in use stays in the nearest caches; what a wide vector leaves over goes to the next narrower one.
/// </remarks>
internal static unsafe class VectorProducts
{
    /// <summary>Up to so many rows a panel is not read often enough to pay for its copy.</summary>
    private const int FewRows = 64;

    /// <summary>Up to so many multiplications the textbook loops are done before the tiles have begun.</summary>
    private const long Few = 64;

    /// <summary>Eight vectors of a number, for a chain that starts at one number for all columns.</summary>
    private const int StartBytes = 8 * 64;

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
            Sum(new Factors<T>
            {
                A = a, ARow = inputs, ATerm = 1,
                B = b, BTerm = outputs, BColumn = 1, Panel = rows < FewRows ? Panel.None : Panel.Copied,
                Start = bias.Length == outputs ? own : null, C = c, CRow = outputs, Rows = rows, Columns = outputs, Terms = inputs,
            }, bias.Length == 1 ? bias[0] : T.Zero, width, threads);
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
            Sum(IsWorthTurning<T>(rows, outputs, width) ? straight.Turned() : straight, T.Zero, width, threads);
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
            Sum(new Factors<T>
            {
                A = a, ARow = 1, ATerm = inputs,
                B = b, BTerm = outputs, BColumn = 1, Panel = Panel.Flipped,
                C = c, CRow = outputs, Rows = inputs, Columns = outputs, Terms = rows,
            }, T.Zero, width, threads);
        }
    }

    /// <summary>(w delta^T)^T has the sums of delta w^T. Turning delta and the result is less work than turning w where the batch is the smaller.</summary>
    private static bool IsWorthTurning<T>(int rows, int outputs, Width width) where T : unmanaged =>
        width > Width.Scalar && rows >= (int)width / 8 / sizeof(T) && rows <= FewRows && rows <= outputs / 2;

    /// <summary>All sums; a chain that has no start of its own begins at the first.</summary>
    private static void Sum<T>(in Factors<T> f, T first, Width width, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var pieces = new ProductPieces<T>(f, first, width, threads);
        Workers.Run(threads, pieces.Count, ref pieces);
    }

    /// <summary>All sums of one piece.</summary>
    [SkipLocalsInit]
    internal static void Sum<T>(in Factors<T> f, T first, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (f.Rows == 0 || f.Columns == 0) return;
        var memory = stackalloc byte[f.Panel == Panel.None ? 0 : Panels.Bytes(f.Terms)];
        var starts = stackalloc T[StartBytes / sizeof(T)];
        if (f.Start == null) new Span<T>(starts, StartBytes / sizeof(T)).Fill(first);
        nint term = 0;
        do
        {
            var block = f.Block(term, Math.Min(Panels.Terms, f.Terms - term), starts);
            nint j = 0;
            if (width >= Width.V512) j = Bands<T, Vector512<T>, Of512<T>>(block, j, memory);
            if (width >= Width.V256) j = Bands<T, Vector256<T>, Of256<T>>(block, j, memory);
            if (width >= Width.V128) j = Bands<T, Vector128<T>, Of128<T>>(block, j, memory);
            Bands<T, T, Of1<T>>(block, j, memory);
            term += Panels.Terms;
        }
        while (term < f.Terms);
    }

    /// <summary>Columns from j on, as long as they fill a vector; the last two vectors may overlap, both then hold the same sums.</summary>
    /// <returns>The first column that is left.</returns>
    private static nint Bands<T, V, O>(in Factors<T> f, nint j, byte* memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        if (f.Terms == 1 && f.StartColumn == 0 && f.Panel == Panel.Flipped)
            while (f.Columns - j >= O.Count)
            {
                var panel = Panels.Aligned<T>(memory);
                nint columns = Math.Min(Panels.Columns<T>(), (f.Columns - j) / O.Count * O.Count);
                Panels.Flip<T, V, O>(f.B + j, columns, panel);
                Tiles<T, V, O>.Outer(f.A, panel, f.Start, f.C + j, f.CRow, f.Rows, columns);
                j += columns;
            }

        if (f.Rows == 1 && f.Panel == Panel.None)
            for (; f.Columns - j >= 8 * O.Count; j += 8 * O.Count)
                Tiles<T, V, O>.Tile1x8(f.A, f.ATerm, f.B + j, f.BTerm, f.Start + j * f.StartColumn, f.C + j, f.Terms);
        while (f.Columns - j >= O.Count)
        {
            nint columns = Math.Min(2 * O.Count, f.Columns - j), second = columns - O.Count;
            if (f.IsTurned) TurnedBand<T, V, O>(f, j, second, memory);
            else Band<T, V, O>(f, j, second, memory);
            j += columns;
        }

        return j;
    }

    private static void Band<T, V, O>(in Factors<T> f, nint j, nint second, byte* memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        var b = f.B + j * f.BColumn;
        var bTerm = f.BTerm;
        if (f.Panel != Panel.None)
        {
            var panel = Panels.Aligned<T>(memory);
            bTerm = Panels.Pack<T, V, O>(f.Panel, b, bTerm, f.BColumn, f.Terms, second, panel);
            b = panel;
        }

        Tiles<T, V, O>.Column(f.A, f.ARow, f.ATerm, b, bTerm, second, f.Start + j * f.StartColumn, f.StartRow, f.C + j, f.CRow, f.Rows, f.Terms);
    }

    /// <summary>The same where c lies column by column: each tile is summed beside it, and turned on its way there and back.</summary>
    [SkipLocalsInit]
    private static void TurnedBand<T, V, O>(in Factors<T> f, nint j, nint second, byte* memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        const int Rows = 8;
        var panel = Panels.Aligned<T>(memory);
        var bTerm = Panels.Pack<T, V, O>(f.Panel, f.B + j * f.BColumn, f.BTerm, f.BColumn, f.Terms, second, panel);
        var tile = stackalloc T[Rows * 2 * O.Count];
        nint width = 2 * O.Count, columns = second + O.Count, height;
        for (nint i = 0; i < f.Rows; i += height)
        {
            height = Tiles<T, V, O>.Height(f.Rows - i, second != 0 ? O.Rows : Rows);
            var c = f.C + i + j * f.CRow;
            if (f.Start == f.C) Transposition.Run(c, f.CRow, columns, height, tile, width);
            Tiles<T, V, O>.Tile((int)height, f.A + i * f.ARow, f.ARow, f.ATerm, panel, bTerm, second,
                f.Start == f.C ? tile : f.Start, f.Start == f.C ? width : 0, tile, width, f.Terms);
            Transposition.Run(tile, width, height, columns, c, f.CRow);
        }
    }

    private static void Require<T>(ReadOnlySpan<T> cells, int rows, int columns, [CallerMemberName] string product = "")
    {
        if (cells.Length != (long)rows * columns) throw new ArgumentException($"{product}: {cells.Length} cells are not {rows} x {columns}");
    }
}
