using Backprop.Functional.Hashes;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics;

/// <summary>The values at the edges, and softmax.</summary>
public class ElementaryTests
{
    private const double Infinity = double.PositiveInfinity, Smallest = double.Epsilon, SmallestNormal = 2.2250738585072014E-308;

    public static TheoryData<string, double, double> Edges => new()
    {
        { "exp", 0.0, 1 },
        { "exp", -0.0, 1 },
        { "exp", Infinity, Infinity },
        { "exp", -Infinity, 0.0 },
        { "exp", Smallest, 1 },
        { "exp", -SmallestNormal, 1 },
        { "exp", double.MaxValue, Infinity },
        { "exp", double.MinValue, 0.0 },
        { "exp", 709.782712893384, 1.7976931348622732E+308 },
        { "exp", 709.7827128933841, Infinity },
        { "exp", -745.1332191019411, Smallest },
        { "exp", -745.1332191019412, 0.0 },
        { "log", 0.0, -Infinity },
        { "log", -0.0, -Infinity },
        { "log", 1, 0.0 },
        { "log", Infinity, Infinity },
        { "log", -Smallest, double.NaN },
        { "log", -1, double.NaN },
        { "log", -Infinity, double.NaN },
        { "log", Smallest, -744.4400719213812 },
        { "log", SmallestNormal, -708.3964185322641 },
        { "log", double.MaxValue, 709.782712893384 },
        { "log1p", 0.0, 0.0 },
        { "log1p", -0.0, -0.0 },
        { "log1p", Smallest, Smallest },
        { "log1p", -Smallest, -Smallest },
        { "log1p", -SmallestNormal, -SmallestNormal },
        { "log1p", -1, -Infinity },
        { "log1p", -1.0000000000000002, double.NaN },
        { "log1p", -Infinity, double.NaN },
        { "log1p", Infinity, Infinity },
        { "log1p", double.MaxValue, 709.782712893384 },
        { "tanh", 0.0, 0.0 },
        { "tanh", -0.0, -0.0 },
        { "tanh", Smallest, Smallest },
        { "tanh", -SmallestNormal, -SmallestNormal },
        { "tanh", Infinity, 1 },
        { "tanh", -Infinity, -1 },
        { "tanh", 19.0, 0.9999999999999999 },
        { "tanh", 19.5, 1 },
        { "tanh", double.MinValue, -1 },
        { "sigmoid", 0.0, 0.5 },
        { "sigmoid", -0.0, 0.5 },
        { "sigmoid", Smallest, 0.5 },
        { "sigmoid", Infinity, 1 },
        { "sigmoid", -Infinity, 0.0 },
        { "sigmoid", double.MinValue, 0.0 },
        { "sigmoid", -745.1332191019411, Smallest },
        { "sigmoid", 37, 0.9999999999999999 },
        { "sigmoid", 38, 1 },
        { "softplus", 0.0, 0.6931471805599453 },
        { "softplus", -0.0, 0.6931471805599453 },
        { "softplus", Infinity, Infinity },
        { "softplus", -Infinity, 0.0 },
        { "softplus", double.MaxValue, double.MaxValue },
        { "softplus", double.MinValue, 0.0 },
        { "softplus", -745.1332191019411, Smallest },
        { "softplus", -40, 4.248354255291589E-18 },
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void Float64_at_the_edges(string function, double x, double expected)
    {
        if (double.IsNaN(expected)) expected = BitConverter.UInt64BitsToDouble(0x7FF8000000000000);
        foreach (var width in Inputs.Widths.Prepend(Width.Scalar))
        {
            // Nine of them fill a vector and leave one over.
            var y = new double[9];
            Elementary.Map<double>(Enum.Parse<ElementaryFunction>(function, ignoreCase: true), Enumerable.Repeat(x, 9).ToArray(), y, width);
            foreach (var cell in y) Assert.Equal(BitConverter.DoubleToUInt64Bits(expected), BitConverter.DoubleToUInt64Bits(cell));
        }
    }

    [Theory]
    [InlineData("exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("exp", float.NegativeInfinity, 0f)]
    [InlineData("exp", float.MinValue, 0f)]
    [InlineData("exp", 88.72284f, float.PositiveInfinity)]
    [InlineData("exp", 88.72283f, 3.4027985E+38f)]
    [InlineData("exp", -103.97207f, float.Epsilon)]
    [InlineData("exp", -103.972084f, 0f)]
    [InlineData("log", 0f, float.NegativeInfinity)]
    [InlineData("log", -float.Epsilon, float.NaN)]
    [InlineData("log", float.Epsilon, -103.27893f)]
    [InlineData("log", float.MaxValue, 88.72284f)]
    [InlineData("log1p", -0f, -0f)]
    [InlineData("log1p", float.Epsilon, float.Epsilon)]
    [InlineData("log1p", -1f, float.NegativeInfinity)]
    [InlineData("log1p", -1.0000001f, float.NaN)]
    [InlineData("tanh", -0f, -0f)]
    [InlineData("tanh", -float.Epsilon, -float.Epsilon)]
    [InlineData("tanh", float.NegativeInfinity, -1f)]
    [InlineData("sigmoid", float.MinValue, 0f)]
    [InlineData("sigmoid", float.Epsilon, 0.5f)]
    [InlineData("sigmoid", -103.97207f, float.Epsilon)]
    [InlineData("softplus", float.NegativeInfinity, 0f)]
    [InlineData("softplus", float.MaxValue, float.MaxValue)]
    [InlineData("softplus", -103.97207f, float.Epsilon)]
    [InlineData("softplus", 0f, 0.6931472f)]
    public void Float32_at_the_edges(string function, float x, float expected)
    {
        var bits = float.IsNaN(expected) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(expected);
        foreach (var width in Inputs.Widths.Prepend(Width.Scalar))
        {
            var y = new float[9];
            Elementary.Map<float>(Enum.Parse<ElementaryFunction>(function, ignoreCase: true), Enumerable.Repeat(x, 9).ToArray(), y, width);
            foreach (var cell in y) Assert.Equal(bits, BitConverter.SingleToUInt32Bits(cell));
        }
    }

    /// <summary>Of any sign, any payload, quiet or signalling.</summary>
    [Theory]
    [InlineData(0x7FF8000000000000)]
    [InlineData(0xFFF8000000000000)]
    [InlineData(0x7FF0000000000001)]
    [InlineData(0xFFFFFFFFFFFFFFFF)]
    public void Every_NaN_leaves_as_the_canonical_one(ulong bits)
    {
        var x = BitConverter.UInt64BitsToDouble(bits);
        var narrow = BitConverter.UInt32BitsToSingle((uint)(bits >> 32) | 1);
        foreach (var function in Enum.GetValues<ElementaryFunction>())
            foreach (var width in Inputs.Widths.Prepend(Width.Scalar))
            {
                var y = new double[9];
                Elementary.Map<double>(function, Enumerable.Repeat(x, 9).ToArray(), y, width);
                Assert.All(y, cell => Assert.Equal(0x7FF8000000000000UL, BitConverter.DoubleToUInt64Bits(cell)));
                var yNarrow = new float[9];
                Elementary.Map<float>(function, Enumerable.Repeat(narrow, 9).ToArray(), yNarrow, width);
                Assert.All(yNarrow, cell => Assert.Equal(0x7FC00000u, BitConverter.SingleToUInt32Bits(cell)));
            }
    }

    [Fact]
    public void Spans_of_different_lengths_are_refused() =>
        Assert.Throws<ArgumentException>(() => Elementary.Map<double>(ElementaryFunction.Exp, new double[3], new double[4], Width.Scalar));

    [Fact]
    public void Softmax_is_the_specified_sequence_of_operations()
    {
        const int Rows = 7, Columns = 300;
        var v = Enumerable.Range(0, Rows * Columns).Select(i => 20 * (Inputs.Unit(6, (ulong)i) - 0.5)).ToArray();
        var expected = new double[v.Length];
        var logSums = new double[2 * Rows];
        for (var p = 0; p < Rows; p++)
        {
            var row = v[(p * Columns)..((p + 1) * Columns)];
            var max = row[0];
            foreach (var cell in row) max = cell > max ? cell : max;
            var sum = 0.0;
            foreach (var cell in row) sum += Elementary.Exp(cell - max);
            for (var k = 0; k < Columns; k++) expected[p * Columns + k] = Elementary.Exp(row[k] - max) / sum;
            (logSums[2 * p], logSums[(2 * p) + 1]) = (max, Elementary.Log(sum));
        }

        foreach (var width in Inputs.Widths.Prepend(Width.Scalar))
        {
            var (y, logs) = (new double[v.Length], new double[2 * Rows]);
            Elementary.Softmax<double>(v, y, Rows, Columns, width);
            Assert.Equal(expected, y);
            Functional.Numerics.Kernels.Softmax.LogSumExp<double>(v, logs, Columns, width);
            Assert.Equal(logSums, logs);

            var (narrow, yNarrow) = (v.Select(cell => (float)cell).ToArray(), new float[v.Length]);
            var (wide, yWide) = (narrow.Select(cell => (double)cell).ToArray(), new double[v.Length]);
            Elementary.Softmax<float>(narrow, yNarrow, Rows, Columns, width);
            Elementary.Softmax<double>(wide, yWide, Rows, Columns, width);
            Assert.Equal(yWide.Select(cell => (float)cell), yNarrow);
            var logsNarrow = new double[2 * Rows];
            Functional.Numerics.Kernels.Softmax.LogSumExp<float>(narrow, logsNarrow, Columns, width);
            Functional.Numerics.Kernels.Softmax.LogSumExp<double>(wide, logs, Columns, width);
            Assert.Equal(logs, logsNarrow);
        }
    }

    [Theory]
    [InlineData(64, 100, "0a5e718d3684587091acf4588fc5ace22df5e22d2b0c8a7c568b0f32a9303a4b")]
    [InlineData(500, 3, "c189eae5856f55efafd32758a0e57eb7e0a240b104278183c84cd7e7da6550c3")]
    [InlineData(2, 3000, "8aec5b3ea86cd0265b6b68a43d0e3d378136b9af9431549206592c9d147fcd78")]
    public void Softmax_has_the_same_bits_at_every_width(int rows, int columns, string sha256)
    {
        var v = Enumerable.Range(0, rows * columns).Select(i => 20 * (Inputs.Unit(6, (ulong)i) - 0.5)).ToArray();
        foreach (var width in Inputs.Widths.Prepend(Width.Scalar))
        {
            var y = new double[v.Length];
            Elementary.Softmax<double>(v, y, rows, columns, width);
            Assert.Equal(sha256, Inputs.Sha256<double>(y));
        }
    }

    [Fact]
    public void Softmax_of_a_row_with_a_NaN_or_an_infinity()
    {
        double[] v =
        [
            1, double.NaN, 2,
            double.NaN, 1, 2,
            1, double.PositiveInfinity, 2,
            double.NegativeInfinity, 1, 1,
            double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity,
        ];
        var y = new double[v.Length];
        Elementary.Softmax<double>(v, y, 5, 3, Width.Scalar);
        for (var i = 0; i < y.Length; i++)
            if (i / 3 != 3) Assert.Equal(0x7FF8000000000000UL, BitConverter.DoubleToUInt64Bits(y[i]));
        Assert.Equal([0, 0.5, 0.5], y[9..12]);
    }

    [Fact]
    public void Softmax_of_spans_that_are_no_table_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Elementary.Softmax<double>(new double[5], new double[5], 2, 3, Width.Scalar));
        Assert.Throws<ArgumentException>(() => Elementary.Softmax<double>(new double[6], new double[5], 2, 3, Width.Scalar));
    }
}
