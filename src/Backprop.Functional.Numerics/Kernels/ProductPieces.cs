using System.Numerics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>A product cut into pieces of its result: bands of columns, or where these are few, of rows.</summary>
internal readonly unsafe ref struct ProductPieces<T> : IPieces where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Factors<T> factors;
    private readonly T first;
    private readonly Width width;
    private readonly bool isByColumns;
    private readonly nint step;

    public ProductPieces(in Factors<T> factors, T first, Width width, int threads)
    {
        this.factors = factors;
        (this.first, this.width) = (first, width);
        nint band = Math.Max(1, 2 * (int)width / 8 / sizeof(T));
        const nint Tile = 8;
        var bands = (factors.Columns + band - 1) / band;
        isByColumns = bands >= 2 * threads;
        var (all, unit) = isByColumns ? (factors.Columns, band) : (factors.Rows, Tile);
        var units = (all + unit - 1) / unit;
        var pieces = Workers.Pieces(threads, (long)factors.Rows * factors.Columns * factors.Terms, units);
        step = (units + pieces - 1) / Math.Max(1, pieces) * unit;
        Count = step == 0 ? 1 : (int)((all + step - 1) / step);
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    public void Do(int piece)
    {
        if (Count == 1) Bands.Sum(factors, first, width);
        else if (isByColumns) Bands.Sum(factors.SomeColumns(piece * step, Math.Min(step, factors.Columns - (piece * step))), first, width);
        else Bands.Sum(factors.SomeRows(piece * step, Math.Min(step, factors.Rows - (piece * step))), first, width);
    }
}
