using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// A product of sparse rows cut into pieces of its result. Where the rows lie term by term, all are packed before, and the pieces are bands of
/// columns; where they lie side by side, some rows each, which they pack themselves.
/// </summary>
internal readonly unsafe ref struct SparsePieces<T> : IPieces where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Two vectors of the number at which chains start that have no start of their own.</summary>
    private const int StartBytes = 2 * 64;

    private readonly Factors<T> factors;
    private readonly SparseRows<T> rows;
    private readonly T first;
    private readonly Width width;
    private readonly bool isByRows;
    private readonly nint band, bands;

    public SparsePieces(in Factors<T> factors, SparseRows<T> rows, T first, Width width, int threads)
    {
        this.factors = factors;
        this.rows = rows;
        this.first = first;
        this.width = width;
        isByRows = factors.HasRowsSideBySide;
        band = 2 * (int)width / 8 / sizeof(T);
        bands = (factors.Columns + band - 1) / band;
        // Half of the terms, or so, are left out.
        Count = Workers.Pieces(threads, (long)factors.Rows * factors.Columns * factors.Terms / 2, isByRows ? rows.Groups / SparsePacking.Strip : bands);
    }

    public int Count { get; }

    public void Do(int piece)
    {
        if (isByRows)
        {
            nint from = rows.Groups * piece / Count, to = rows.Groups * (piece + 1) / Count;
            rows.Pack(factors, from, to - from);
            Sum(factors, from, to, piece == Count - 1 ? factors.Rows : to * SparsePacking.Height);
        }
        else
        {
            nint from = piece * bands / Count * band, to = Math.Min((piece + 1) * bands / Count * band, factors.Columns);
            Sum(factors.SomeColumns(from, to - from), 0, rows.Groups, factors.Rows);
        }
    }

    /// <summary>Some groups of rows, and the rows behind them to the end.</summary>
    [SkipLocalsInit]
    private void Sum(in Factors<T> f, nint group, nint groups, nint end)
    {
        var memory = stackalloc byte[Panels.Bytes(rows.Block, width)];
        var starts = stackalloc T[StartBytes / sizeof(T)];
        new Span<T>(starts, StartBytes / sizeof(T)).Fill(first);
        nint j = 0;
        for (nint term = 0; term < f.Terms; term += rows.Block)
        {
            var block = new Block(f.Block(term, Math.Min(rows.Block, f.Terms - term), starts), rows, term, group, groups, end);
            j = width == Width.V512 ? block.Run<Vector512<T>, Of512<T>>(memory)
                : width == Width.V256 ? block.Run<Vector256<T>, Of256<T>>(memory)
                : block.Run<Vector128<T>, Of128<T>>(memory);
        }

        nint row = group * SparsePacking.Height;
        if (j < f.Columns) Bands.Sum(f.SomeRows(row, end - row).SomeColumns(j, f.Columns - j), first, width);
    }

    /// <summary>A block of terms.</summary>
    private readonly ref struct Block(in Factors<T> factors, SparseRows<T> rows, nint term, nint group, nint groups, nint end)
    {
        private readonly Factors<T> f = factors;

        /// <summary>Bands of two vectors, which may overlap.</summary>
        /// <returns>The first column that is left.</returns>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public nint Run<V, O>(byte* memory)
            where V : struct
            where O : struct, IVector<T, V>
        {
            var panel = Panels.Aligned<T>(memory);
            nint j = 0;
            while (f.Columns - j > O.Count)
            {
                nint columns = Math.Min(2 * O.Count, f.Columns - j), second = columns - O.Count;
                var bTerm = Panels.Pack<T, V, O>(f.Panel, f.B + j, f.BTerm, f.BColumn, f.Terms, second, panel);
                Band<V, O>(j, panel, bTerm, second);
                j += columns;
            }

            return j;
        }

        /// <summary>All rows: those that were not packed, or not to the end, go with all their terms.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Band<V, O>(nint j, T* panel, nint bTerm, nint second)
            where V : struct
            where O : struct, IVector<T, V>
        {
            T* start = f.Start + j * f.StartColumn, c = f.C + j;
            nint done = group * SparsePacking.Height, last = Panels.AreFinite<T, V, O>(panel, bTerm, f.Terms, second) ? groups : group;
            for (nint g = group; g < last; g++)
            {
                nint live = rows.Live(g, term), row = g * SparsePacking.Height;
                if (IsHardlySparse(live)) continue;
                T* cells = rows.Cells(g, term), from = start + row * f.StartRow, to = c + row * f.CRow;
                if (!Tiles<T, V, O>.Sparse4x2(cells, rows.Numbers(g, term), live, panel, bTerm, second, from, f.StartRow, to, f.CRow)) continue;
                Whole<V, O>(done, row, panel, bTerm, second, start, c);
                done = row + SparsePacking.Height;
            }

            Whole<V, O>(done, end, panel, bTerm, second, start, c);
        }

        /// <summary>Whether a tile goes faster with all its terms: it is higher then.</summary>
        private bool IsHardlySparse(nint live) => 8 * live > 7 * f.Terms;

        private void Whole<V, O>(nint row, nint to, T* panel, nint bTerm, nint second, T* start, T* c)
            where V : struct
            where O : struct, IVector<T, V> =>
            Tiles<T, V, O>.Column(f.A + row * f.ARow, f.ARow, f.ATerm, panel, bTerm, second, start + row * f.StartRow, f.StartRow, c + row * f.CRow, f.CRow, to - row, f.Terms);
    }
}
