using System.Numerics;
using System.Runtime.InteropServices;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

/// <summary>The textbook loops are the definition; the vector products must have their bits on every shape.</summary>
public class VectorProductsTests
{
    public static TheoryData<int> VectorWidths
    {
        get
        {
            var widths = new TheoryData<int> { (int)Width.Scalar };
            foreach (var width in Inputs.Widths) widths.Add((int)width);
            return widths;
        }
    }

    [Theory]
    [MemberData(nameof(VectorWidths))]
    public void Every_small_shape_has_the_bits_of_the_textbook_in_Float64(int width) => EverySmallShape<double>((Width)width);

    [Theory]
    [MemberData(nameof(VectorWidths))]
    public void Every_small_shape_has_the_bits_of_the_textbook_in_Float32(int width) => EverySmallShape<float>((Width)width);

    /// <summary>
    /// More terms than a block, enough rows for a copied panel, one row, tiles of every height, last vectors that overlap, batches small
    /// enough to be turned instead of the weights, outputs so few that the gradient and the net inputs are turned, with every kind of bias,
    /// batches that are done some rows at a time, gradients of wide layers whose samples are copied closer together, one row of errors
    /// that goes back through rows of weights turned on the way, and one neuron of one input, whose net inputs are turned into a single row.
    /// </summary>
    [Theory]
    [InlineData(65, 300, 35)]
    [InlineData(1, 600, 300)]
    [InlineData(3, 257, 130)]
    [InlineData(600, 70, 10)]
    [InlineData(64, 256, 64)]
    [InlineData(79, 512, 33)]
    [InlineData(2, 10, 777)]
    [InlineData(300, 300, 1)]
    [InlineData(37, 5, 300)]
    [InlineData(40, 33, 300)]
    [InlineData(17, 70, 600)]
    [InlineData(64, 100, 129)]
    [InlineData(1, 9, 5000)]
    [InlineData(1000, 70, 11)]
    [InlineData(128, 67, 10)]
    [InlineData(33, 700, 13)]
    [InlineData(3, 1000, 10)]
    [InlineData(70, 700, 42)]
    [InlineData(90, 41, 26)]
    [InlineData(150, 300, 70)]
    [InlineData(1, 300, 13)]
    [InlineData(65, 300, 10)]
    [InlineData(66, 300, 10)]
    [InlineData(64, 300, 10)]
    [InlineData(1, 390, 501)]
    [InlineData(1, 37, 10)]
    [InlineData(131, 213, 260)]
    [InlineData(150, 215, 530)]
    [InlineData(2, 410, 270)]
    [InlineData(66, 1100, 37)]
    [InlineData(18, 21, 1100)]
    [InlineData(40, 70, 2)]
    [InlineData(130, 40, 3)]
    [InlineData(200, 40, 4)]
    [InlineData(200, 1, 1)]
    [InlineData(201, 1, 1)]
    [InlineData(202, 1, 1)]
    public void A_large_shape_has_the_bits_of_the_textbook(int rows, int inputs, int outputs)
    {
        foreach (var width in Inputs.Widths.Prepend(Width.Scalar))
        {
            Compare<double>(rows, inputs, outputs, width);
            Compare<float>(rows, inputs, outputs, width);
        }
    }

    /// <summary>What is read beyond a row, or left in the lanes that nobody reads, must not spread.</summary>
    [Theory]
    [InlineData(9, 35, 10)]
    [InlineData(70, 40, 13)]
    [InlineData(1, 40, 10)]
    [InlineData(5, 7, 35)]
    public void A_number_that_is_none_stays_where_the_textbook_has_it(int rows, int inputs, int outputs)
    {
        foreach (var width in Inputs.Widths)
        {
            Compare<double>(rows, inputs, outputs, width, Odd<double>.Cells);
            Compare<float>(rows, inputs, outputs, width, Odd<float>.Cells);
        }
    }

    /// <summary>Three numbers whose sum depends on the order in which they are added.</summary>
    [Fact]
    public void Terms_are_added_in_the_order_of_the_sigma()
    {
        double[] y = [1, 1, 1], w = [1e16, 1, -1e16], v = [double.NaN];
        VectorProducts.Affine<double>(y, w, [], v, 1, 3, 1, Width.V128);
        Assert.Equal(0, v[0]);
        w = [1e16, -1e16, 1];
        VectorProducts.Affine<double>(y, w, [], v, 1, 3, 1, Width.V128);
        Assert.Equal(1, v[0]);
        VectorProducts.Affine<double>(y, [1, 1e16, -1e16], [1e16], v, 1, 3, 1, Width.V128);
        Assert.Equal(1e16, v[0]);
    }

    [Fact]
    public void A_span_of_another_size_is_refused()
    {
        var (four, six) = (new double[4], new double[6]);
        Assert.Throws<ArgumentException>(() => VectorProducts.Affine<double>(six, six, [], six, 2, 3, 2, Width.V128));
        Assert.Throws<ArgumentException>(() => VectorProducts.Affine<double>(six, six, new double[3], four, 2, 3, 2, Width.V128));
        Assert.Throws<ArgumentException>(() => VectorProducts.BackProject<double>(four, four, six, 2, 3, 2, Width.V128));
        Assert.Throws<ArgumentException>(() => VectorProducts.Gradient<double>(six, four, four, 2, 3, 2, Width.V128));
    }

    private static void EverySmallShape<T>(Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var most = 2 * Math.Max(1, (int)width / 8 / Marshal.SizeOf<T>()) + 1;
        for (var rows = 0; rows <= most; rows++)
            for (var inputs = 0; inputs <= most; inputs++)
                for (var outputs = 0; outputs <= most; outputs++) Compare<T>(rows, inputs, outputs, width);
    }

    private static void Compare<T>(int rows, int inputs, int outputs, Width width, T[]? cells = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var data = cells ?? Data<T>.Cells;
        var y = data.AsSpan(1, rows * inputs);
        var w = data.AsSpan(7, inputs * outputs);
        var delta = data.AsSpan(3, rows * outputs);
        var (plain, vector) = (Data<T>.Plain, Data<T>.Vector);

        // None, one for the layer, one for each neuron: in turn.
        var bias = data.AsSpan(11, ((rows + inputs + outputs) % 3) switch { 0 => 0, 1 => 1, _ => outputs });
        Spoil(vector, rows * outputs);
        PlainProducts.Affine(y, w, bias, plain.AsSpan(0, rows * outputs), rows, inputs, outputs);
        VectorProducts.Affine(y, w, bias, vector.AsSpan(0, rows * outputs), rows, inputs, outputs, width);
        AssertSame(nameof(PlainProducts.Affine), rows * outputs);

        Spoil(vector, rows * inputs);
        PlainProducts.BackProject(delta, w, plain.AsSpan(0, rows * inputs), rows, inputs, outputs);
        VectorProducts.BackProject(delta, w, vector.AsSpan(0, rows * inputs), rows, inputs, outputs, width);
        AssertSame(nameof(PlainProducts.BackProject), rows * inputs);

        Spoil(vector, inputs * outputs);
        PlainProducts.Gradient(y, delta, plain.AsSpan(0, inputs * outputs), rows, inputs, outputs);
        VectorProducts.Gradient(y, delta, vector.AsSpan(0, inputs * outputs), rows, inputs, outputs, width);
        AssertSame(nameof(PlainProducts.Gradient), inputs * outputs);

        void AssertSame(string product, int count)
        {
            foreach (var result in new[] { plain, vector })
                for (var k = 0; k < count && cells is not null; k++)
                    if (T.IsNaN(result[k])) result[k] = T.NaN;
            var expected = MemoryMarshal.AsBytes(plain.AsSpan(0, count));
            var actual = MemoryMarshal.AsBytes(vector.AsSpan(0, count));
            if (!expected.SequenceEqual(actual) || vector[count] != Data<T>.Mark)
                Assert.Fail($"{product} {typeof(T).Name} {rows} x {inputs} x {outputs} at {width}");
        }
    }

    /// <summary>What is not written shows, and so does what is written beyond the end.</summary>
    private static void Spoil<T>(T[] cells, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        cells.AsSpan(0, count).Fill(T.NaN);
        cells[count] = Data<T>.Mark;
    }

    /// <summary>A few infinities and NaNs among usual numbers.</summary>
    private static class Odd<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly T[] Cells =
            [.. Data<T>.Cells.Take(10_000).Select((x, i) => i % 211 == 5 ? T.PositiveInfinity : i % 307 == 11 ? T.NegativeInfinity : i % 503 == 17 ? T.NaN : x)];
    }

    /// <summary>Numbers of either sign with all bits in use, and among them zeros of either sign and a few subnormals (each costs the CPU a detour).</summary>
    private static class Data<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly T Mark = T.CreateTruncating(-12345);
        public static readonly T[] Plain = new T[200_000], Vector = new T[200_000];
        public static readonly T[] Cells = Enumerable.Range(0, 200_000).Select(Cell).ToArray();

        private static T Cell(int i)
        {
            var bits = Inputs.SplitMix(77, (ulong)i);
            var unit = T.CreateTruncating(Inputs.Unit(78, (ulong)i) - 0.5);
            return (bits & 127) switch
            {
                < 8 => T.Zero,
                < 16 => -T.Zero,
                16 => T.Epsilon,
                17 => -T.Epsilon * T.CreateTruncating(12345),
                < 20 => unit * T.CreateTruncating(1e-19),
                < 28 => unit * T.CreateTruncating(1e9),
                _ => unit * T.CreateTruncating(4),
            };
        }
    }
}
