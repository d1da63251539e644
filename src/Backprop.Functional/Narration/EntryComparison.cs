using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>How two arrays of the same name differ.</summary>
/// <param name="A">The one.</param>
/// <param name="B">The other.</param>
/// <param name="Count">How many cells differ; of arrays that are told by sums, how many rows.</param>
/// <param name="Ulps">How far the cells are apart at most; nothing where that is not told.</param>
/// <param name="Row">The row of the first cell that differs.</param>
/// <param name="Column">Its column; nothing where the sums do not tell it.</param>
internal sealed record EntryComparison(TraceEntry A, TraceEntry B, int Count, ulong? Ulps, int Row, int? Column)
{
    /// <summary>Where cells and sums do not differ, what of the arrays as a whole does: its name, and what either tells.</summary>
    public (string What, string A, string B)? Told { get; private init; }

    /// <summary>Nothing if they are equal.</summary>
    public static EntryComparison? Of(TraceEntry a, TraceEntry b, Tolerance tolerance)
    {
        if (a.Word is not null || b.Word is not null) return a.Word == b.Word ? null : new(a, b, 1, null, 0, 0);
        if ((a.Rows, a.Columns, a.Cells?.Precision) != (b.Rows, b.Columns, a.Cells is null || b.Cells is null ? a.Cells?.Precision : b.Cells.Precision)) return new(a, b, 1, null, 0, null);
        if (a.Cells is { } x && b.Cells is { } y) return x.Equals(y) ? null : ByCells(a, b, x, y, tolerance);
        return BySums(a, b) ?? (ToldSummary.Difference(a, b) is { } told ? new(a, b, 1, null, 0, null) { Told = told } : null);
    }

    private static EntryComparison? ByCells(TraceEntry a, TraceEntry b, Matrix x, Matrix y, Tolerance tolerance)
    {
        var (count, most, first) = (0, 0UL, -1);
        for (var k = 0; k < x.Count; k++)
        {
            var (p, q) = (x.At(k), y.At(k));
            if (tolerance.Allows(x.Precision, p, q)) continue;
            if (count++ == 0) first = k;
            most = Math.Max(most, CellBits.Ulps(x.Precision, p, q));
        }

        return count == 0 ? null : new(a, b, count, most, first / x.Columns, first % x.Columns);
    }

    private static EntryComparison? BySums(TraceEntry a, TraceEntry b)
    {
        var (count, first) = (0, -1);
        for (var row = 0; row < a.Rows; row++)
            if (a.SumsOf(row) != b.SumsOf(row) && count++ == 0) first = row;
        return count == 0 ? null : new(a, b, count, null, first, RowSums.OneCell(a.SumsOf(first), b.SumsOf(first), a.Columns));
    }

    /// <summary>The name of the first cell that differs, or of its row.</summary>
    public string Where => Column is { } column ? A.NameOf(Row, column) : Told is null && A.Rows == B.Rows && A.Columns == B.Columns ? $"{A.Name}, row {Row + 1}" : A.Name;
}
