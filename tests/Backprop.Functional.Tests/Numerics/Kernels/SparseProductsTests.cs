using System.Numerics;
using System.Runtime.InteropServices;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

/// <summary>Terms of zero are left out, and every bit stays as the textbook has it.</summary>
public class SparseProductsTests
{
    /// <summary>
    /// Groups of every kind of row that is left, one block of terms and several, bands that overlap or leave a narrow rest, and more rows than are
    /// packed at a time, the last of them too few for a group.
    /// </summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 32, 32, 1030 }, { 35, 450, 70 }, { 33, 300, 129 }, { 67, 521, 75 }, { 128, 784, 128 }, { 38, 1100, 66 }, { 530, 1030, 65 }, { 523, 1003, 64 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Images_on_a_blank_background_have_the_bits_of_the_textbook(int rows, int inputs, int outputs) =>
        Compare(rows, inputs, outputs, Kind.Usual);

    /// <summary>A product that is too small to be told from zero, times minus one, is -0; a zero that is left out might have made +0 of it.</summary>
    [Theory]
    [InlineData(32, 64, 520)]
    [InlineData(67, 521, 75)]
    [InlineData(40, 1100, 129)]
    public void A_sum_of_minus_zero_has_the_sign_of_the_textbook(int rows, int inputs, int outputs) => Compare(rows, inputs, outputs, Kind.Tiny);

    /// <summary>Zero times infinity is no number, and must not be left out.</summary>
    [Theory]
    [InlineData(32, 64, 520)]
    [InlineData(67, 521, 75)]
    [InlineData(40, 1100, 129)]
    public void Zero_times_infinity_is_no_number(int rows, int inputs, int outputs) => Compare(rows, inputs, outputs, Kind.Infinite);

    /// <summary>Alone in its term and its column, where all cells of a are zero.</summary>
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_single_cell_that_is_not_finite_is_seen_wherever_it_lies(double cell)
    {
        foreach (var width in Inputs.Widths)
            foreach (var term in new[] { 1, 16, 31, Lonely.Side - 1 })
                for (var column = 0; column < Lonely.Columns; column++)
                {
                    Lonely.Right<double>(cell, term, column, width);
                    Lonely.Right<float>((float)cell, term, column, width);
                }
    }

    /// <summary>It is not zero, though all cells around it are.</summary>
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_row_keeps_a_cell_that_is_not_finite(double cell)
    {
        foreach (var width in Inputs.Widths)
            foreach (var term in new[] { 1, 16, 31, Lonely.Side - 1 })
                for (var row = 0; row < Lonely.Side; row++)
                {
                    Lonely.Left<double>(cell, row, term, width);
                    Lonely.Left<float>((float)cell, row, term, width);
                }
    }

    [Fact]
    public void Rows_with_zeros_are_packed_and_others_are_not()
    {
        Assert.True(IsSparse(0.8));
        Assert.False(IsSparse(0));
        Assert.False(IsSparse(0.2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(784)]
    public void Four_rows_keep_the_terms_in_which_one_of_them_is_not_zero(int aRow)
    {
        const int Rows = 20, Terms = 37;
        var a = new float[Math.Max(aRow * Rows, 784 * Terms)];
        var aTerm = aRow == 1 ? 784 : 1;
        for (var row = 0; row < Rows; row++)
            for (var k = 0; k < Terms; k++) a[row * aRow + k * aTerm] = (row * 7 + k * 5) % 11 == 0 ? row + k / 100f : k % 2 == 0 ? -0f : 0;
        foreach (var (group, cells, numbers) in Packed(a, aRow, aTerm, Rows, Terms))
        {
            var kept = Enumerable.Range(0, Terms).Where(k => Enumerable.Range(4 * group, 4).Any(row => a[row * aRow + k * aTerm] != 0)).ToArray();
            Assert.InRange(kept.Length, 10, 20);
            Assert.Equal(kept, numbers);
            Assert.Equal(kept.SelectMany(k => Enumerable.Range(4 * group, 4).Select(row => a[row * aRow + k * aTerm])), cells);
        }
    }

    /// <summary>Products of ones whose first factor is blank but for its first term, so that all sums are one: but where a cell is not finite.</summary>
    private static class Lonely
    {
        public const int Side = 129, Columns = 75;

        /// <summary>A cell of b spoils its column.</summary>
        public static void Right<T>(T cell, int term, int column, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var b = Ones<T>(Side * Columns);
            b[term * Columns + column] = cell;
            Multiply(new T[Side * Side], b, width, (_, j, sum) => j == column ? T.IsNaN(sum) : T.Abs(sum) == T.One);
        }

        /// <summary>A cell of a spoils its row.</summary>
        public static void Left<T>(T cell, int row, int term, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var a = new T[Side * Side];
            a[row * Side + term] = cell;
            Multiply(a, Ones<T>(Side * Columns), width, (i, _, sum) => i == row ? !T.IsFinite(sum) && T.IsNaN(sum) == T.IsNaN(cell) : T.Abs(sum) == T.One);
        }

        private static void Multiply<T>(T[] a, T[] b, Width width, Func<int, int, T, bool> isRight) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var turned = new T[Side * Side];
            for (var i = 0; i < Side; i++)
            {
                a[i * Side] = T.One;
                for (var k = 0; k < Side; k++) turned[k * Side + i] = a[i * Side + k];
            }

            var sums = new T[Side * Columns];
            VectorProducts.Affine<T>(a, b, [], sums, Side, Side, Columns, width);
            Assert.DoesNotContain(false, sums.Select((sum, k) => isRight(k / Columns, k % Columns, sum)));
            VectorProducts.Gradient<T>(turned, b, sums, Side, Side, Columns, width);
            Assert.DoesNotContain(false, sums.Select((sum, k) => isRight(k / Columns, k % Columns, sum)));
        }

        private static T[] Ones<T>(int count) where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. Enumerable.Repeat(T.One, count)];
    }

    private enum Kind
    {
        Usual,
        Tiny,
        Infinite,
    }

    private static void Compare(int rows, int inputs, int outputs, Kind kind)
    {
        foreach (var width in Inputs.Widths)
            foreach (var threads in new[] { 1, 2 })
            {
                Compare<double>(rows, inputs, outputs, kind, width, threads);
                Compare<float>(rows, inputs, outputs, kind, width, threads);
            }
    }

    private static void Compare<T>(int rows, int inputs, int outputs, Kind kind, Width width, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] y = Image<T>(rows, inputs, kind, 0.8), w = Numbers<T>(inputs * outputs, kind, 1), delta = Numbers<T>(rows * outputs, kind, 2);
        var bias = kind == Kind.Tiny ? Numbers<T>(outputs, kind, 3).Select((b, j) => j % 2 == 0 ? -T.Zero : b).ToArray() : Numbers<T>(outputs, Kind.Usual, 3);
        T[] plain = new T[rows * outputs], sparse = new T[rows * outputs];
        foreach (var start in new[] { [], bias[..1], bias })
        {
            PlainProducts.Affine<T>(y, w, start, plain, rows, inputs, outputs);
            VectorProducts.Affine<T>(y, w, start, sparse, rows, inputs, outputs, width, threads);
            AssertSame("v", plain, sparse);
        }

        (plain, sparse) = (new T[inputs * outputs], new T[inputs * outputs]);
        PlainProducts.Gradient<T>(y, delta, plain, rows, inputs, outputs);
        VectorProducts.Gradient<T>(y, delta, sparse, rows, inputs, outputs, width, threads);
        AssertSame("gradient", plain, sparse);

        void AssertSame(string product, T[] expected, T[] actual)
        {
            // Which of its kind a number that is none is depends on the CPU.
            foreach (var cells in new[] { expected, actual })
                for (var k = 0; k < cells.Length && kind == Kind.Infinite; k++)
                    if (T.IsNaN(cells[k])) cells[k] = T.NaN;
            if (!MemoryMarshal.AsBytes<T>(expected).SequenceEqual(MemoryMarshal.AsBytes<T>(actual)))
                Assert.Fail($"{product} {typeof(T).Name} {rows} x {inputs} x {outputs}, {kind}, at {width} on {threads}");
        }
    }

    /// <summary>Stretches of numbers on zeros of either sign, here and there in columns; one row of them is dense.</summary>
    private static T[] Image<T>(int rows, int inputs, Kind kind, double blank) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var cells = Numbers<T>(rows * inputs, kind == Kind.Infinite ? Kind.Usual : kind, 4);
        for (var row = 0; row < rows; row++)
            for (var k = 0; k < inputs; k++)
                if (row != 5 && Inputs.Unit(5, (ulong)(k / 3 + row / 5 * 1000)) < blank) cells[row * inputs + k] = k % 4 == 0 ? -T.Zero : T.Zero;
        return cells;
    }

    private static T[] Numbers<T>(int count, Kind kind, ulong seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var smallest = T.CreateChecked(Math.Sqrt(double.CreateChecked(T.Epsilon)) / 3);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var x = T.CreateTruncating(2 * Inputs.Unit(seed, (ulong)i) - 1);
            return kind switch
            {
                Kind.Tiny => x < T.Zero ? -smallest : smallest,
                Kind.Infinite when i % 2003 == 700 => i % 2 == 0 ? T.PositiveInfinity : T.NaN,
                _ => x,
            };
        })];
    }

    private static unsafe bool IsSparse(double blank)
    {
        const int Rows = 128, Terms = 300, Columns = 64;
        float[] y = Image<float>(Rows, Terms, Kind.Usual, blank), w = Numbers<float>(Terms * Columns, Kind.Usual, 1), v = new float[Rows * Columns];
        fixed (float* a = y, b = w, c = v)
        {
            var factors = new Factors<float>
            {
                A = a, ARow = Terms, ATerm = 1, B = b, BTerm = Columns, BColumn = 1, Panel = Panel.Copied, C = c, CRow = Columns, Rows = Rows, Columns = Columns, Terms = Terms,
            };
            return SparseProducts.TrySum(factors, 0, Width.V128, 1);
        }
    }

    private static unsafe List<(int Group, float[] Cells, int[] Numbers)> Packed(float[] cells, int aRow, int aTerm, int rows, int terms)
    {
        var memory = new byte[SparseRows<float>.Bytes(rows, terms)];
        var packed = new List<(int, float[], int[])>();
        fixed (float* a = cells)
        fixed (byte* room = memory)
        {
            var factors = new Factors<float>
            {
                A = a, ARow = aRow, ATerm = aTerm, B = a, BTerm = 1, BColumn = 1, Panel = Panel.Copied, C = a, CRow = 1, Rows = rows, Columns = 1, Terms = terms,
            };
            var sparse = new SparseRows<float>(factors, room);
            sparse.Pack(factors, 0, sparse.Groups);
            for (nint group = 0; group < sparse.Groups; group++)
            {
                var live = (int)sparse.Live(group, 0);
                packed.Add(((int)group, new ReadOnlySpan<float>(sparse.Cells(group, 0), 4 * live).ToArray(), [.. new ReadOnlySpan<ushort>(sparse.Numbers(group, 0), live).ToArray().Select(n => (int)n)]));
            }
        }

        return packed;
    }
}
