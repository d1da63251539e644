using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class ReluTests
{
    [Fact]
    public void Left_of_zero_and_at_zero_it_is_plus_zero_with_slope_zero() => Cells.Are(new Activation.Relu(),
        v: [-2, -0.0, 0, 0.5, double.NegativeInfinity, double.PositiveInfinity],
        y: [0, 0, 0, 0.5, 0, double.PositiveInfinity],
        slope: [0, 0, 0, 1, 0, 1]);

    [Fact]
    public void NaN_stays_NaN_on_its_way_forward_and_back()
    {
        foreach (var precision in Cells.Precisions)
        {
            var v = Matrix.Constant(precision, 1, 20, double.NaN);
            var y = new Activation.Relu().Apply(v);
            Assert.Equal(v, y);
            Assert.Equal(v, new Activation.Relu().Pull(v, y, v));
        }
    }

    [Fact]
    public void Signal_comes_back_where_the_unit_was_active() => Assert.Equal(
        Cells.Row(Precision.Float64, 0, 0, 3), new Activation.Relu().Pull(
            Cells.Row(Precision.Float64, -1, 0, 1), Cells.Row(Precision.Float64, 0, 0, 1), Cells.Row(Precision.Float64, 3, 3, 3)));
}
