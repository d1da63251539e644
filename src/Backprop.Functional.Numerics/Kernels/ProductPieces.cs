using System.Numerics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>A product cut into pieces of its result: bands of columns, or where these are few or all of them read one strip, of rows.</summary>
internal readonly unsafe ref struct ProductPieces<T> : IPieces where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows that are cut into whole tiles, of six and eight rows in a strip.</summary>
    private const int Tile = 8, TilesOfStrip = 24;

    private readonly Factors<T> factors;
    private readonly T first;
    private readonly Width width;
    private readonly bool isByColumns;
    private readonly nint unit, units;

    public ProductPieces(in Factors<T> factors, T first, Width width, int threads)
    {
        this.factors = factors;
        (this.first, this.width) = (first, width);
        nint band = Math.Max(1, 2 * (int)width / 8 / sizeof(T)), bands = Units(factors.Columns, band);
        var strips = Strips.Pay(factors, width);
        isByColumns = bands >= 2 * threads && !strips;
        unit = isByColumns ? band : strips ? TilesOfStrip : Tile;
        units = isByColumns ? bands : Units(factors.Rows, unit);
        Count = (int)Math.Max(1, Workers.Pieces(threads, (long)factors.Rows * factors.Columns * factors.Terms, units));
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    public void Do(int piece)
    {
        nint from = piece * units / Count * unit, to = (piece + 1) * units / Count * unit;
        if (Count == 1) Bands.Sum(factors, first, width);
        else if (isByColumns) Bands.Sum(factors.SomeColumns(from, Math.Min(to, factors.Columns) - from), first, width);
        else Bands.Sum(factors.SomeRows(from, Math.Min(to, factors.Rows) - from), first, width);
    }

    private static nint Units(nint cells, nint unit) => (cells + unit - 1) / unit;
}
