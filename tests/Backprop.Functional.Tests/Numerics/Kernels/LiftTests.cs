using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

public class LiftTests
{
    /// <summary>Lengths that fill no vector, one, and some with a rest.</summary>
    private static readonly int[] Lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 1000];

    /// <summary>Every operation of a lane, so that the result depends on each.</summary>
    private readonly struct Everything : IFormula
    {
        public L At<L>(L a, L b, L c) where L : struct, ILane<L>
        {
            var root = L.Sqrt(L.Abs(a * b - c));
            var chosen = L.Choose(L.Less(a, b), root / L.Of(3), -root);
            chosen = L.Choose(L.LessOrEqual(c, L.Of(0.1)), chosen + a, chosen);
            return L.Choose(L.Equal(a, L.Of(0)), -a, chosen);
        }
    }

    private readonly struct Negate : IFormula
    {
        public L At<L>(L a, L b, L c) where L : struct, ILane<L> => -a;
    }

    private readonly struct Smaller : IFormula
    {
        public L At<L>(L a, L b, L c) where L : struct, ILane<L> => L.Choose(L.Less(a, b), a, b);
    }

    [Fact]
    public void One_cell_is_the_formula_in_Float64()
    {
        foreach (var (a, b, c) in Triples(2000))
        {
            var root = Math.Sqrt(Math.Abs(a * b - c));
            var expected = a < b ? root / 3 : -root;
            if (c <= 0.1) expected += a;
            if (a == 0) expected = -a;
            var y = new double[1];
            Lift.Run(new Everything(), [a], [b], [c], y, Width.Scalar);
            Assert.Equal(Bits(expected), Bits(y[0]));
        }
    }

    [Fact]
    public void One_cell_is_the_formula_in_Float32()
    {
        foreach (var (wideA, wideB, wideC) in Triples(2000))
        {
            var (a, b, c) = ((float)wideA, (float)wideB, (float)wideC);
            var product = a * b;
            var root = MathF.Sqrt(MathF.Abs(product - c));
            var expected = a < b ? root / 3 : -root;
            if (c <= 0.1f) expected += a;
            if (a == 0) expected = -a;
            var y = new float[1];
            Lift.Run(new Everything(), [a], [b], [c], y, Width.Scalar);
            Assert.Equal(Bits(expected), Bits(y[0]));
        }
    }

    [Fact]
    public void Every_width_has_the_bits_of_one_cell_at_a_time()
    {
        var triples = Triples(1000).ToArray();
        var (a, b, c) = (triples.Select(t => t.A).ToArray(), triples.Select(t => t.B).ToArray(), triples.Select(t => t.C).ToArray());
        var (a32, b32, c32) = (Narrow(a), Narrow(b), Narrow(c));
        foreach (var length in Lengths)
            foreach (var width in Inputs.Widths)
            {
                var (y, scalar) = (new double[length], new double[length]);
                Lift.Run(new Everything(), a.AsSpan(0, length), b.AsSpan(0, length), c.AsSpan(0, length), y, width);
                Lift.Run(new Everything(), a.AsSpan(0, length), b.AsSpan(0, length), c.AsSpan(0, length), scalar, Width.Scalar);
                Assert.Equal(scalar.Select(Bits), y.Select(Bits));

                var (y32, scalar32) = (new float[length], new float[length]);
                Lift.Run(new Everything(), a32.AsSpan(0, length), b32.AsSpan(0, length), c32.AsSpan(0, length), y32, width);
                Lift.Run(new Everything(), a32.AsSpan(0, length), b32.AsSpan(0, length), c32.AsSpan(0, length), scalar32, Width.Scalar);
                Assert.Equal(scalar32.Select(Bits), y32.Select(Bits));
            }

        static float[] Narrow(double[] x) => x.Select(cell => (float)cell).ToArray();
    }

    [Fact]
    public void Negation_flips_the_sign_of_zero_and_a_comparison_with_NaN_is_false()
    {
        foreach (var width in Inputs.Widths.Prepend(Width.Scalar))
        {
            var (a, b, y) = (new double[17], new double[17], new double[17]);
            Lift.Run(new Negate(), a, a, a, y, width);
            Assert.All(y, cell => Assert.Equal(Bits(-0.0), Bits(cell)));
            a.AsSpan().Fill(double.NaN);
            b.AsSpan().Fill(4);
            Lift.Run(new Smaller(), a, b, b, y, width);
            Assert.All(y, cell => Assert.Equal(4, cell));
            Lift.Run(new Smaller(), b, a, a, y, width);
            Assert.All(y, cell => Assert.True(double.IsNaN(cell)));
        }
    }

    [Fact]
    public void The_result_may_replace_an_argument()
    {
        var (a, b) = (new double[] { 1, 5, 3, 9, 2 }, new double[] { 4, 4, 4, 4, 4 });
        Lift.Run(new Smaller(), a, b, b, a, Widths.Best);
        Assert.Equal([1, 4, 3, 4, 2], a);
    }

    [Fact]
    public void Different_lengths_are_refused() =>
        Assert.Throws<ArgumentException>(() => Lift.Run(new Negate(), new double[3], new double[3], new double[2], new double[3], Width.Scalar));

    private static IEnumerable<(double A, double B, double C)> Triples(int count)
    {
        double[] special = [0.0, -0.0, 1, -1, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 0.1, 1e300];
        for (var i = 0; i < count; i++)
            yield return (Draw(1, i), Draw(2, i), Draw(3, i));

        double Draw(ulong seed, int i)
        {
            var bits = Inputs.SplitMix(seed, (ulong)i);
            return bits % 4 == 0 ? special[bits / 4 % (ulong)special.Length] : 8 * (Inputs.Unit(seed + 10, (ulong)i) - 0.5);
        }
    }

    private static ulong Bits(double x) => double.IsNaN(x) ? 0x7FF8000000000000 : BitConverter.DoubleToUInt64Bits(x);

    private static ulong Bits(float x) => float.IsNaN(x) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(x);
}
