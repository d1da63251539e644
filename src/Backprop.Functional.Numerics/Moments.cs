namespace Backprop.Functional.Numerics;

/// <summary>Mean and variation of columns whose rows come one after the other (Welford, Technometrics 4, 1962), in double.</summary>
/// <param name="Count">The rows so far.</param>
/// <param name="Mean">Of each column (1 x columns, Float64).</param>
/// <param name="Variation">The sum of squared differences from the mean, of each column (1 x columns, Float64).</param>
internal sealed record Moments(long Count, Matrix Mean, Matrix Variation)
{
    /// <summary>Of no rows.</summary>
    public static Moments None(int columns) => new(0, Matrix.Zero(Precision.Float64, 1, columns), Matrix.Zero(Precision.Float64, 1, columns));

    /// <summary>Row by row: d = x - mean; mean' = mean + d/n; variation' = variation + d (x - mean'). How rows are cut into matrices changes no bit.</summary>
    public Moments With(Matrix rows)
    {
        var columns = Mean.Columns;
        var both = Matrix.Write<double, (Moments Before, Matrix Rows)>(2, columns, (this, rows), static (s, cells) =>
        {
            var (width, seen) = (s.Before.Mean.Columns, s.Before.Count);
            s.Before.Mean.Cells<double>().CopyTo(cells);
            s.Before.Variation.Cells<double>().CopyTo(cells[width..]);
            for (var p = 0; p < s.Rows.Rows; p++)
                for (var j = 0; j < width; j++)
                {
                    var x = s.Rows.At((p * width) + j);
                    var d = x - cells[j];
                    cells[j] += d / (seen + p + 1);
                    cells[width + j] += d * (x - cells[j]);
                }
        });
        return new(Count + rows.Rows, Row(both, 0), Row(both, 1));
    }

    /// <summary>The variation of all columns, added from the first on.</summary>
    public double Total
    {
        get
        {
            var sum = 0.0;
            for (var j = 0; j < Variation.Count; j++) sum += Variation.At(j);
            return sum;
        }
    }

    private static Matrix Row(Matrix both, int row) => Matrix.Build(Precision.Float64, 1, both.Columns, (both, row), static (s, j) => s.both[s.row, j]);
}
