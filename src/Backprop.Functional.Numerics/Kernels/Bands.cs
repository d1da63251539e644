using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>c = start + a b, band by band.</summary>
/// <remarks>
/// Terms are taken in blocks, between which the cells rest in c, and columns in bands of one or two vectors, so that the part of b in use stays in
/// the nearest caches; what is less than a wide vector goes to the next narrower one.
/// </remarks>
internal static unsafe class Bands
{
    /// <summary>Rows for which b is read where it lies: for fewer a panel is not read often enough to pay for its copy.</summary>
    public const int RowsInPlace = 64;

    /// <summary>Eight vectors of a number, for a chain that starts at one number for all columns.</summary>
    private const int StartBytes = 8 * 64;

    /// <summary>All sums; a chain that has no start of its own begins at the first.</summary>
    public static void Sum<T>(in Factors<T> f, T first, Width width, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // One sample needs every weight once: to fetch those that another core wrote last takes longer than to do without its help.
        if (threads <= 1 || f.Rows == 1 || f.Terms == 1)
        {
            Sum(f, first, width);
            return;
        }

        var pieces = new ProductPieces<T>(f, first, width, threads);
        Workers.Run(threads, pieces.Count, ref pieces);
    }

    /// <summary>All sums of one piece.</summary>
    public static void Sum<T>(in Factors<T> f, T first, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var strips = Strips.Pay(f, width);
        var some = strips ? Strips.Rows<T>() : f.Panel == Panel.None && !f.IsTurned ? RowsInPlace : Math.Max(1, f.Rows);
        for (nint row = 0; row < f.Rows; row += some) SumRows(f.SomeRows(row, Math.Min(some, f.Rows - row)), first, width, strips);
    }

    /// <summary>Rows that are done with all of b before the next: they, or their copy, stay in the second cache.</summary>
    [SkipLocalsInit]
    private static void SumRows<T>(in Factors<T> f, T first, Width width, bool strips) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (f.Columns == 0) return;
        if (OneRow.Fits(f, width))
        {
            OneRow.Sum(f, first);
            return;
        }

        nint term = 0, some = Panels.Block(f.Panel, f.Rows, f.Terms, width);
        var memory = stackalloc byte[f.Panel == Panel.None && !f.IsFlipped ? 0 : Panels.Bytes(some, width)];
        var strip = stackalloc byte[strips ? Strips.Bytes(some) : 0];
        var starts = stackalloc T[StartBytes / sizeof(T)];
        if (f.Start == null) new Span<T>(starts, StartBytes / sizeof(T)).Fill(first);
        do
        {
            var block = f.Block(term, Math.Min(some, f.Terms - term), starts);
            if (strips) block = block.Copied(Panels.Aligned<T>(strip));
            if (f.IsFlipped) block = block.Flipped(Panels.Aligned<T>(memory));
            nint j = 0;
            if (width >= Width.V512) j = Run<T, Vector512<T>, Of512<T>>(block, j, memory);
            if (width >= Width.V256 && j < f.Columns) j = Run<T, Vector256<T>, Of256<T>>(block, j, memory);
            if (width >= Width.V128 && j < f.Columns) j = Run<T, Vector128<T>, Of128<T>>(block, j, memory);
            if (j < f.Columns) Run<T, T, Of1<T>>(block, j, memory);
            term += some;
        }
        while (term < f.Terms);
    }

    /// <summary>Columns from j on, as long as they fill a vector or most of one; the last two vectors may overlap, both then hold the same sums.</summary>
    /// <returns>The first column that is left.</returns>
    private static nint Run<T, V, O>(in Factors<T> f, nint j, byte* memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        if (f.IsOuter) j = Outer<T, V, O>(f, j, memory);
        else if (Ragged.Fits<T, V, O>(f)) j = Ragged.Band<T, V, O>(f, memory);
        // One row of a turned product goes down a column of c.
        if (f.Rows == 1 && f.Panel == Panel.None && !f.IsTurned)
            for (; f.Columns - j >= 8 * O.Count; j += 8 * O.Count)
                Tiles<T, V, O>.Tile1x8(f.A, f.ATerm, f.B + j, f.BTerm, f.Start + j * f.StartColumn, f.C + j, f.Terms);
        while (f.Columns - j >= O.Count)
        {
            nint left = f.Columns - j, columns = left > 2 * O.Count && left < 3 * O.Count ? O.Count : Math.Min(2 * O.Count, left);
            var second = columns - O.Count;
            if (f.IsTurned) TurnedBand<T, V, O>(f, j, second, memory);
            else Band<T, V, O>(f, j, second, memory);
            j += columns;
        }

        return j;
    }

    /// <summary>The gradient of one sample: its row of b lies in the panel, and is multiplied by one number after another.</summary>
    private static nint Outer<T, V, O>(in Factors<T> f, nint j, byte* memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        var panel = Panels.Aligned<T>(memory);
        while (f.Columns - j >= O.Count)
        {
            var columns = Math.Min(Panels.Columns<T>(), f.Columns - j);
            Panels.Flip<T, V, O>(f.B + j, columns, panel);
            Tiles<T, V, O>.Outer(f.A, panel, f.Start, f.C + j, f.CRow, f.Rows, columns);
            j += columns;
        }

        return j;
    }

    private static void Band<T, V, O>(in Factors<T> f, nint j, nint second, byte* memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        var b = Packed<T, V, O>(f, j, second, memory, out var bTerm);
        Tiles<T, V, O>.Column(f.A, f.ARow, f.ATerm, b, bTerm, second, f.Start + j * f.StartColumn, f.StartRow, f.C + j, f.CRow, f.Rows, f.Terms);
    }

    /// <summary>Where the band of b is to be read: where it lies, or packed in memory.</summary>
    private static T* Packed<T, V, O>(in Factors<T> f, nint j, nint second, byte* memory, out nint bTerm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        var b = f.B + j * f.BColumn;
        bTerm = f.BTerm;
        if (f.Panel == Panel.None) return b;
        var panel = Panels.Aligned<T>(memory);
        bTerm = Panels.Pack<T, V, O>(f.Panel, b, bTerm, f.BColumn, f.Terms, second, panel);
        return panel;
    }

    /// <summary>The same where c lies column by column: each tile is summed beside it, and turned on its way there and back.</summary>
    [SkipLocalsInit]
    private static void TurnedBand<T, V, O>(in Factors<T> f, nint j, nint second, byte* memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        const int Rows = 10;
        var b = Packed<T, V, O>(f, j, second, memory, out var bTerm);
        var tile = stackalloc T[Rows * 2 * O.Count];
        nint width = 2 * O.Count, columns = second + O.Count, height;
        for (nint i = 0; i < f.Rows; i += height)
        {
            height = second != 0 ? Tiles<T, V, O>.PairHeight(f.Rows - i) : Tiles<T, V, O>.Height(f.Rows - i, 8);
            var c = f.C + i + j * f.CRow;
            var isOne = f.StartColumn == 0;
            if (f.Start == f.C) Transposition.Run(c, f.CRow, columns, height, tile, width);
            else if (!isOne)
                for (nint r = 0; r < height; r++) Fill<T, V, O>(f.Start[i + r], tile + r * width);
            Tiles<T, V, O>.Tile((int)height, f.A + i * f.ARow, f.ARow, f.ATerm, b, bTerm, second, isOne ? f.Start : tile, isOne ? 0 : width, tile, width, f.Terms);
            Transposition.Run(tile, width, height, columns, c, f.CRow);
        }
    }

    /// <summary>A number in two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill<T, V, O>(T x, T* cells)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        O.Store(O.All(x), cells);
        O.Store(O.All(x), cells + O.Count);
    }
}
