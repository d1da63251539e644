using Backprop.Functional.Numerics;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Data;

public class GatherTests
{
    private static readonly Gen<(byte[] Cells, int Columns, int[] Rows, double By)> Cases =
        from columns in Gen.Int[1, 9]
        from count in Gen.Int[1, 7]
        from cells in Gen.Byte.Array[columns * count]
        from rows in Gen.Int[0, count - 1].Array[0, 12]
        from divisor in Gen.Int[0, 3].Select(i => new[] { 1.0, 16.0, 255.0, 3.0 }[i])
        select (cells, columns, rows, divisor);

    [Fact]
    public void Bytes_and_numbers_divided_are_the_quotient_rounded_once() => Cases.Sample(c =>
    {
        var wide = c.Cells.Select(b => (double)b).ToArray();
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var expected = Matrix.Build(precision, c.Rows.Length, c.Columns, c, static (c, k) => c.Cells[c.Rows[k / c.Columns] * c.Columns + k % c.Columns] / c.By);
            Assert.Equal(expected, Gather.Rows<byte>(c.Cells, c.Columns, c.Rows, new(null, null, c.By), precision));
            Assert.Equal(expected, Gather.Rows<double>(wide, c.Columns, c.Rows, new(null, null, c.By), precision));
        }
    });

    /// <summary>Every byte, in rows that fill vectors and rows that do not, by divisors that Float32 has and one that it has not.</summary>
    [Fact]
    public void Every_byte_divided_is_the_quotient_rounded_once()
    {
        var bytes = Enumerable.Range(0, 256).Select(b => (byte)b).ToArray();
        foreach (var by in (double[])[1, 3, 7, 16, 49, 255, 256, 1e-3, 0.1, 16777217, Math.PI])
            foreach (var columns in (int[])[1, 31, 32, 33, 64, 85, 256])
                foreach (var precision in Enum.GetValues<Precision>())
                {
                    var rows = Enumerable.Range(0, 256 / columns).ToArray();
                    Assert.Equal(
                        Matrix.Build(precision, rows.Length, columns, by, (divisor, k) => bytes[k] / divisor),
                        Gather.Rows<byte>(bytes, columns, rows, new(null, null, by), precision));
                }
    }

    [Fact]
    public void A_donor_of_the_precision_with_room_gives_its_cells_and_another_gives_none()
    {
        byte[] table = [10, 20, 30, 40];
        var first = Gather.Rows<byte>(table, 2, [0], Rescale.Nothing, Precision.Float32);
        var other = Gather.Rows<byte>(table, 2, [1], Rescale.Nothing, Precision.Float64, first);
        var longer = Gather.Rows<byte>(table, 2, [1, 0], Rescale.Nothing, Precision.Float32, first);
        Assert.Equal(Matrix.From(Precision.Float32, 2, 2, [30, 40, 10, 20]), longer);
        Assert.Equal(Matrix.From(Precision.Float32, 1, 2, [10, 20]), first);
        var next = Gather.Rows<byte>(table, 2, [1], Rescale.Nothing, Precision.Float32, first);
        Assert.Equal(Matrix.From(Precision.Float32, 1, 2, [30, 40]), next);
        Assert.Equal(next, first);
        var shorter = Gather.Rows<byte>(table, 2, [0], Rescale.Nothing, Precision.Float32, longer);
        Assert.Equal((shorter[0, 0], shorter[0, 1]), (longer[0, 0], longer[0, 1]));
        Assert.Equal((10, 2), (shorter[0, 0], shorter.Count));
        Assert.Equal(Matrix.From(Precision.Float64, 1, 2, [30, 40]), other);
    }

    [Fact]
    public void Moments_of_bytes_and_of_the_same_numbers_have_the_same_bits() => Cases.Where(c => c.Rows.Length > 0).Sample(c =>
    {
        var wide = c.Cells.Select(b => (double)b).ToArray();
        var mean = Gather.Mean<byte>(c.Cells, c.Columns, c.Rows);
        Assert.Equal(mean, Gather.Mean<double>(wide, c.Columns, c.Rows));
        Assert.Equal(Gather.Sd<byte>(c.Cells, c.Columns, c.Rows, mean), Gather.Sd<double>(wide, c.Columns, c.Rows, mean));
    });

    [Fact]
    public void A_standard_cell_is_x_minus_mean_over_sd_and_x_minus_mean_where_sd_is_0()
    {
        double[] table = [1, 7, 3, 7];
        int[] rows = [1, 0];
        var mean = Matrix.From(Precision.Float64, 1, 2, [2, 5]);
        var sd = Matrix.From(Precision.Float64, 1, 2, [4, 0]);
        Assert.Equal(Matrix.From(Precision.Float64, 2, 2, [0.25, 2, -0.25, 2]),
            Gather.Rows<double>(table, 2, rows, new(mean, sd, 1), Precision.Float64));
    }

    [Fact]
    public void One_hot_rows_hold_one_1()
    {
        int[] labels = [2, 0, 1], rows = [0, 2, 1, 0];
        foreach (var precision in Enum.GetValues<Precision>())
            Assert.Equal(Matrix.From(precision, 4, 3, [0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1]), Gather.OneHot(labels, 3, rows, precision));
    }

    [Fact]
    public void A_row_outside_the_table_is_refused() =>
        Assert.ThrowsAny<ArgumentException>(() => Gather.Rows<byte>([1, 2], 2, [1], Rescale.Nothing, Precision.Float64));
}
