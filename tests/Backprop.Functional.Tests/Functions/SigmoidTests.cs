using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class SigmoidTests
{
    [Fact]
    public void Half_at_zero_and_saturated_at_the_ends() => Cells.Are(new Activation.Sigmoid(),
        v: [0, 800, -800, double.PositiveInfinity, double.NegativeInfinity, double.NaN],
        y: [0.5, 1, 0, 1, 0, double.NaN],
        slope: [0.25, 0, 0, 0, 0, double.NaN]);

    [Fact]
    public void Slope_is_y_times_one_minus_y_rounded_after_each()
    {
        foreach (var precision in Cells.Precisions)
        {
            var v = Cells.Row(precision, 4.3, 5.3, -1.7, 0.3);
            var y = new Activation.Sigmoid().Apply(v);
            var slope = new Activation.Sigmoid().Slope(v, y)!;
            for (var j = 0; j < v.Columns; j++)
                Assert.Equal(precision == Precision.Float64 ? y[0, j] * (1 - y[0, j]) : (float)y[0, j] * (1 - (float)y[0, j]), slope[0, j]);
        }
    }
}
