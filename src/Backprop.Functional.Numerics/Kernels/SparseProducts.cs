using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>c = start + a b, where many cells of a are zero.</summary>
/// <remarks>
/// A term of zero adds +0 or -0, as long as b is finite: that leaves every sum as it is but one of -0, which a +0 turns into +0. A sum with and one
/// without such terms are then both zero, and the next term of another number makes them equal again. So it is enough to look at the end of each
/// block: a tile that comes to -0 there is done with all its terms, and a band of b with a cell that is not finite has them all in every tile.
/// </remarks>
internal static unsafe class SparseProducts
{
    /// <summary>A product of fewer rows, terms, bytes of a row of b, or multiplications is not worth the packing.</summary>
    private const int FewestRows = 32, FewestTerms = 32, FewestBytes = 256, Fewest = 1 << 20;

    /// <summary>Terms of a sample.</summary>
    private const int SampleTerms = 128;

    /// <summary>Cells of a that are packed at a time.</summary>
    private const int MostCells = 1 << 19;

    /// <summary>Multiplications in the time that it takes to pack a cell.</summary>
    private const int Cost = 8;

    /// <summary>All sums, if that pays.</summary>
    public static bool TrySum<T>(in Factors<T> f, T first, Width width, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!Pays(f, width)) return false;
        nint some = MostCells / f.Terms / SparsePacking.Height * SparsePacking.Height;
        for (nint row = 0; row < f.Rows; row += some)
        {
            var rows = f.SomeRows(row, Math.Min(some, f.Rows - row));
            if (rows.Rows < FewestRows) Bands.Sum(rows, first, width, threads);
            else SumRows(rows, first, width, threads);
        }

        return true;
    }

    /// <summary>Whether a quarter of the terms are zero in four rows at a time, in two samples of the rows.</summary>
    [SkipLocalsInit]
    private static bool Pays<T>(in Factors<T> f, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (width == Width.Scalar || f.Rows < FewestRows || f.Terms is < FewestTerms or > MostCells / FewestRows || f.Columns * sizeof(T) < FewestBytes) return false;
        if ((long)f.Rows * f.Terms * f.Columns < Fewest) return false;
        nint terms = Math.Min(f.Terms, SampleTerms);
        var memory = stackalloc byte[(int)SparseRows<T>.Bytes(SparsePacking.Strip * SparsePacking.Height, terms)];
        nint live = Live(f, 1, terms, memory) + Live(f, 3, terms, memory), all = 2 * SparsePacking.Strip * terms;
        return 4 * live <= 3 * all;
    }

    /// <summary>Terms that are left for a strip of groups, so many quarters from the start of rows and terms.</summary>
    private static nint Live<T>(in Factors<T> f, nint quarters, nint terms, byte* memory) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint height = SparsePacking.Strip * SparsePacking.Height, row = (f.Rows - height) * quarters / 4, term = (f.Terms - terms) * quarters / 4;
        var strip = f.SomeRows(row, height).Block(term, terms, null);
        var rows = new SparseRows<T>(strip, memory);
        rows.Pack(strip, 0, SparsePacking.Strip);
        nint live = 0;
        for (nint g = 0; g < SparsePacking.Strip; g++) live += rows.Live(g, 0);
        return live;
    }

    private static void SumRows<T>(in Factors<T> f, T first, Width width, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rented = ArrayPool<byte>.Shared.Rent((int)SparseRows<T>.Bytes(f.Rows, f.Terms));
        fixed (byte* memory = rented)
        {
            var rows = new SparseRows<T>(f, memory);
            if (!f.HasRowsSideBySide)
            {
                var packing = new Packing<T>(f, rows, threads);
                Workers.Run(threads, packing.Count, ref packing);
            }

            var pieces = new SparsePieces<T>(f, rows, first, width, threads);
            Workers.Run(threads, pieces.Count, ref pieces);
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    private readonly ref struct Packing<T> : IPieces where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Factors<T> f;
        private readonly SparseRows<T> rows;

        public Packing(in Factors<T> f, SparseRows<T> rows, int threads)
        {
            this.f = f;
            this.rows = rows;
            Count = Workers.Pieces(threads, (long)f.Rows * f.Terms * Cost, rows.Groups / SparsePacking.Strip);
        }

        public int Count { get; }

        public void Do(int piece)
        {
            nint from = rows.Groups * piece / Count, to = rows.Groups * (piece + 1) / Count;
            rows.Pack(f, from, to - from);
        }
    }
}
