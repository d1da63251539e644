using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

public class DivisorTests
{
    private readonly struct Shared(Divisor divisor) : IFormula
    {
        public L At<L>(L a, L b, L c) where L : struct, ILane<L> => L.Over(a, divisor, "c");
    }

    public static TheoryData<int> Vectors => [(int)Width.V128, (int)Width.V256, (int)Width.V512];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_quotient_in_Float32_has_its_bits_whatever_divides(int width)
    {
        var random = new Random(7);
        foreach (var number in Numbers(random))
        {
            var c = (float)number;
            var a = Cells(random, c);
            var y = new float[a.Length];
            Lift.Run(new Shared(new(number)), a, a, a, y, (Width)width);
            for (var k = 0; k < a.Length; k++)
                Assert.True(Bits(a[k] / c) == Bits(y[k]), $"{a[k]:R} / {c:R} is {a[k] / c:R}, not {y[k]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_quotient_in_Float64_has_its_bits(int width)
    {
        var random = new Random(8);
        foreach (var number in Numbers(random))
        {
            double[] a = [0.0, -0.0, 1, -3, double.Epsilon, 1e-310, double.MaxValue, double.PositiveInfinity, .. Enumerable.Range(0, 56).Select(_ => random.NextDouble() - 0.5)];
            var y = new double[a.Length];
            Lift.Run(new Shared(new(number)), a, a, a, y, (Width)width);
            for (var k = 0; k < a.Length; k++) Assert.Equal(BitConverter.DoubleToInt64Bits(a[k] / number), BitConverter.DoubleToInt64Bits(y[k]));
        }
    }

    /// <summary>What Adam divides by, some fractions, 1, and what is no fraction.</summary>
    private static IEnumerable<double> Numbers(Random random) =>
    [
        1, 1 - 1e-9, 1 - 1e-17, 0.5, 0.75, 3 / 8.0, 1 - 0.9, 1 - 0.999, 1.0 / 3, 1e-6, 1e-16, 1e-40, 3, 6, 128, -0.25, 0,
        .. from t in Enumerable.Range(1, 60) select 1 - Math.Pow(0.9, t),
        .. from t in Enumerable.Range(1, 60) select 1 - Math.Pow(0.999, t),
        .. from k in Enumerable.Range(0, 60) select random.NextDouble(),
    ];

    /// <summary>Quotients next to a number half way between two neighbours, all exponents, and the numbers that are none.</summary>
    private static float[] Cells(Random random, float c)
    {
        List<float> cells = [0, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.MaxValue, float.Epsilon, -float.Epsilon];
        for (var k = 0; k < 3000; k++)
        {
            var half = (double)((1 << 24) + (2 * random.Next(1 << 23)) + 1);
            var near = (float)(half * c * Math.Pow(2, random.Next(-40, 10)));
            cells.AddRange([near, float.BitIncrement(near), float.BitDecrement(near)]);
            var small = (float)(((2 * random.Next(1 << 10)) + 1) * Math.Pow(2, -150) * c);
            cells.AddRange([small, float.BitIncrement(small), k * float.Epsilon, -random.Next() * float.Epsilon]);
            cells.Add(BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)));
        }

        return [.. cells];
    }

    private static int Bits(float x) => float.IsNaN(x) ? -1 : BitConverter.SingleToInt32Bits(x);
}
