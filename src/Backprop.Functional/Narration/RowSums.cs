using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>
/// Three sums over the bits of a row, modulo 2^64: of b_j, of j b_j and of j^2 b_j, j from 1. Rows that differ in one cell tell by them which
/// cell it is and by how much its bits differ, so that a trace can name the cell without holding any.
/// </summary>
/// <param name="Zeroth">Sum of b_j.</param>
/// <param name="First">Sum of j b_j.</param>
/// <param name="Second">Sum of j^2 b_j.</param>
internal readonly record struct RowSums(ulong Zeroth, ulong First, ulong Second)
{
    public static RowSums Of(Matrix matrix, int row)
    {
        var (zeroth, first, second) = (0UL, 0UL, 0UL);
        for (var column = 0; column < matrix.Columns; column++)
        {
            var (j, bits) = ((ulong)column + 1, CellBits.Of(matrix.Precision, matrix[row, column]));
            unchecked
            {
                zeroth += bits;
                first += j * bits;
                second += j * j * bits;
            }
        }

        return new(zeroth, first, second);
    }

    /// <summary>The one column (from 0) in which two rows of that width differ; nothing if they are equal or differ in more.</summary>
    public static int? OneCell(RowSums a, RowSums b, int columns)
    {
        for (var column = 0; column < columns; column++)
        {
            var j = (ulong)column + 1;
            unchecked
            {
                var d = b.Zeroth - a.Zeroth;
                if (d != 0 && j * d == b.First - a.First && j * j * d == b.Second - a.Second) return column;
            }
        }

        return null;
    }
}
