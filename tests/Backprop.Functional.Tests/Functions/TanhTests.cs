using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class TanhTests
{
    [Fact]
    public void Zero_at_zero_and_saturated_at_the_ends() => Cells.Are(new Activation.Tanh(),
        v: [0, -0.0, 800, -800, double.NaN],
        y: [0, -0.0, 1, -1, double.NaN],
        slope: [1, 1, 0, 0, double.NaN]);

    [Fact]
    public void Slope_is_one_minus_the_rounded_square()
    {
        foreach (var precision in Cells.Precisions)
        {
            var v = Cells.Row(precision, 2.1, 1.4, -0.7, 0.3, 0.01, -1.1);
            var y = new Activation.Tanh().Apply(v);
            var slope = new Activation.Tanh().Slope(v, y)!;
            for (var j = 0; j < v.Columns; j++)
                Assert.Equal(precision == Precision.Float64 ? 1 - (y[0, j] * y[0, j]) : 1 - ((float)y[0, j] * (float)y[0, j]), slope[0, j]);
        }
    }
}
