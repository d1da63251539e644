using System.Security.Cryptography;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Numerics;

public class MatrixTests
{
    private static readonly double[] Six = [1, 2, 3, 4, 5, 6];

    public static TheoryData<Precision> Precisions => [Precision.Float64, Precision.Float32];

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Cells_are_given_row_by_row(Precision precision)
    {
        var m = Matrix.From(precision, 2, 3, Six);
        Assert.Equal((precision, 2, 3, 6), (m.Precision, m.Rows, m.Columns, m.Count));
        for (var row = 0; row < 2; row++)
            for (var column = 0; column < 3; column++) Assert.Equal(row * 3 + column + 1, m[row, column]);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 3)]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void A_cell_outside_is_refused(int row, int column) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix.From(Precision.Float64, 2, 3, Six)[row, column]);

    [Fact]
    public void Cells_that_do_not_fill_the_shape_are_refused() =>
        Assert.Throws<ArgumentException>(() => Matrix.From(Precision.Float64, 2, 2, Six));

    /// <summary>Rows x columns, kept in 32 bits, is 0, 65536 and 1. The product at the end is of two matrices that are small themselves.</summary>
    [Theory]
    [InlineData(65536, 65536)]
    [InlineData(65536, 65537)]
    [InlineData(-1, -1)]
    public void A_shape_that_no_array_can_hold_is_refused(int rows, int columns)
    {
        foreach (var precision in (Precision[])[Precision.Float64, Precision.Float32])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Matrix.Zero(precision, rows, columns));
            Assert.Throws<ArgumentOutOfRangeException>(() => Matrix.Constant(precision, rows, columns, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => Matrix.From(precision, rows, columns, [1]));
            Assert.Throws<ArgumentOutOfRangeException>(() => Arithmetic.Plain.Affine(Matrix.Zero(precision, 65536, 1), Matrix.Zero(precision, 1, 65536), null));
        }
    }

    [Fact]
    public void Cells_are_copied()
    {
        double[] cells = [1, 2];
        var m = Matrix.From(Precision.Float64, 1, 2, cells);
        cells[0] = 9;
        Assert.Equal(1, m[0, 0]);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Built_constant_and_zero_matrices(Precision precision)
    {
        Assert.Equal(Matrix.From(precision, 2, 3, Six), Matrix.Build(precision, 2, 3, 1, (first, k) => first + k));
        Assert.Equal(Matrix.From(precision, 1, 2, [7, 7]), Matrix.Constant(precision, 1, 2, 7));
        Assert.Equal(Matrix.From(precision, 1, 1, [7]), Matrix.Scalar(precision, 7));
        Assert.Equal(Matrix.From(precision, 2, 1, [0.0, 0.0]), Matrix.Zero(precision, 2, 1));
        Assert.NotEqual(Matrix.From(precision, 2, 1, [0.0, -0.0]), Matrix.Zero(precision, 2, 1));
    }

    [Fact]
    public void Narrowing_rounds_each_cell_once_to_nearest_even()
    {
        var tie = 1 + Math.ScaleB(1, -24);
        var narrow = Matrix.From(Precision.Float64, 1, 5, [0.1, tie, 1e300, -1e-300, double.NaN]).To(Precision.Float32);
        Assert.Equal(Precision.Float32, narrow.Precision);
        Assert.Equal(0.1f, narrow[0, 0]);
        Assert.Equal(1, narrow[0, 1]);
        Assert.Equal(double.PositiveInfinity, narrow[0, 2]);
        Assert.Equal(BitConverter.DoubleToInt64Bits(-0.0), BitConverter.DoubleToInt64Bits(narrow[0, 3]));
        Assert.True(double.IsNaN(narrow[0, 4]));
        Assert.Equal(Matrix.From(Precision.Float32, 1, 5, [0.1, tie, 1e300, -1e-300, double.NaN]), narrow);
    }

    [Fact]
    public void Widening_is_exact_and_comes_back()
    {
        var narrow = Matrix.From(Precision.Float32, 2, 2, [0.1, -0.0, float.Epsilon, float.MaxValue]);
        Assert.Equal(0.1f, narrow.To(Precision.Float64)[0, 0]);
        Assert.Equal(narrow, narrow.To(Precision.Float64).To(Precision.Float32));
    }

    [Fact]
    public void A_precision_is_never_equal_to_the_other() =>
        Assert.NotEqual(Matrix.From(Precision.Float64, 2, 3, Six), Matrix.From(Precision.Float32, 2, 3, Six));

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Equality_is_of_shape_and_bits(Precision precision)
    {
        var m = Matrix.From(precision, 2, 3, Six);
        Assert.True(m.Equals((object)Matrix.From(precision, 2, 3, Six)));
        Assert.Equal(m.GetHashCode(), Matrix.From(precision, 2, 3, Six).GetHashCode());
        Assert.False(m.Equals(null));
        Assert.NotEqual(m, Matrix.From(precision, 3, 2, Six));
        Assert.NotEqual(m, Matrix.From(precision, 1, 6, Six));
        Assert.NotEqual(m, Matrix.From(precision, 2, 3, [1, 2, 3, 4, 5, precision == Precision.Float64 ? 6.000000000000001 : 6.0000005]));
        Assert.NotEqual(Matrix.Zero(precision, 0, 3), Matrix.Zero(precision, 3, 0));
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Plus_zero_is_not_minus_zero_but_every_NaN_is_every_NaN(Precision precision)
    {
        Assert.NotEqual(Of(0.0), Of(-0.0));
        var other = BitConverter.UInt64BitsToDouble(0xFFF8000123400000);
        Assert.Equal(Of(double.NaN), Of(other));
        Assert.Equal(Of(double.NaN).GetHashCode(), Of(other).GetHashCode());
        Assert.Equal(Of(double.NaN).Sha256, Of(other).Sha256);
        Assert.NotEqual(Of(double.NaN), Of(1));
        Assert.NotEqual(Of(1), Of(double.NaN));

        Matrix Of(double x) => Matrix.From(precision, 1, 3, [1, x, 2]);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_hash_and_the_text_differ_by_one_bit(Precision precision)
    {
        var cells = Enumerable.Range(0, 3000).Select(i => (double)i).ToArray();
        var m = Matrix.From(precision, 30, 100, cells);
        Assert.Equal(m.Sha256, Matrix.From(precision, 30, 100, cells).Sha256);
        Assert.Equal(m.ToString(), Matrix.From(precision, 30, 100, cells).ToString());
        foreach (var k in new[] { 0, 1023, 1024, 2999 })
        {
            var changed = (double[])cells.Clone();
            changed[k] = precision == Precision.Float64 ? Math.BitIncrement(cells[k]) : MathF.BitIncrement((float)cells[k]);
            Assert.NotEqual(m.Sha256, Matrix.From(precision, 30, 100, changed).Sha256);
            Assert.NotEqual(m.ToString(), Matrix.From(precision, 30, 100, changed).ToString());
        }

        Assert.NotEqual(m.Sha256, Matrix.From(precision, 100, 30, cells).Sha256);
    }

    [Fact]
    public void Canonical_bytes_are_the_documented_ones()
    {
        byte[] wide =
        [
            2, 0, 0, 0, (byte)'w', (byte)'1',
            64, 1, 0, 0, 0, 3, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0xF0, 0x3F,
            0, 0, 0, 0, 0, 0, 0, 0x80,
            0, 0, 0, 0, 0, 0, 0xF8, 0x7F,
        ];
        byte[] narrow =
        [
            2, 0, 0, 0, 0xCE, 0xB4,
            32, 2, 0, 0, 0, 1, 0, 0, 0,
            0, 0, 0x80, 0x3F,
            0, 0, 0xC0, 0x7F,
        ];
        var w = Matrix.From(Precision.Float64, 1, 3, [1, -0.0, BitConverter.UInt64BitsToDouble(0xFFF8000000000001)]);
        var delta = Matrix.From(Precision.Float32, 2, 1, [1, double.NaN]);
        Assert.Equal(Hex(wide), Canonical.Hash([("w1", w)]));
        Assert.Equal(Hex(narrow), Canonical.Hash([("δ", delta)]));
        Assert.Equal(Hex([.. wide, .. narrow]), Canonical.Hash([("w1", w), ("δ", delta)]));
        Assert.Equal(Hex([0, 0, 0, 0, .. wide[6..]]), w.Sha256);
        Assert.Equal(Hex([]), Canonical.Hash([]));

        static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    [Fact]
    public void Cells_are_read_in_the_type_of_the_precision_only()
    {
        Assert.Equal(Six, Matrix.From(Precision.Float64, 2, 3, Six).Cells<double>().ToArray());
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], Matrix.From(Precision.Float32, 2, 3, Six).Cells<float>().ToArray());
        Assert.Throws<InvalidOperationException>(() => Matrix.From(Precision.Float64, 2, 3, Six).Cells<float>().Length);
        Assert.Throws<InvalidOperationException>(() => Matrix.From(Precision.Float32, 2, 3, Six).Cells<double>().Length);
    }
}
