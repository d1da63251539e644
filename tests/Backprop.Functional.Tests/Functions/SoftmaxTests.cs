using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class SoftmaxTests
{
    private static readonly Activation.Softmax Softmax = new();

    [Fact]
    public void Equal_inputs_share_equally_however_large_they_are()
    {
        foreach (var precision in Cells.Precisions)
            foreach (var v in new[] { 0.0, 30_000, -30_000, 1e30 })
                Assert.Equal(Cells.Row(precision, 0.25, 0.25, 0.25, 0.25), Softmax.Apply(Cells.Row(precision, v, v, v, v)));
    }

    [Fact]
    public void Large_values_give_numbers_that_sum_to_one()
    {
        foreach (var precision in Cells.Precisions)
        {
            var y = Softmax.Apply(Cells.Row(precision, 1000, 999, -1000));
            Assert.True(y.IsFinite);
            Assert.Equal(1, y[0, 0] + y[0, 1] + y[0, 2], 6);
            Assert.Equal(0, y[0, 2]);
            Assert.Equal(Math.E, y[0, 0] / y[0, 1], 5);
        }
    }

    [Fact]
    public void Rows_do_not_touch_each_other()
    {
        var both = Softmax.Apply(Matrix.From(Precision.Float64, 2, 2, [1, 2, 700, -700]));
        Assert.Equal(Softmax.Apply(Cells.Row(Precision.Float64, 1, 2)), Cells.Row(Precision.Float64, both[0, 0], both[0, 1]));
        Assert.Equal(Softmax.Apply(Cells.Row(Precision.Float64, 700, -700)), Cells.Row(Precision.Float64, both[1, 0], both[1, 1]));
    }

    [Fact]
    public void NaN_spreads_over_its_row()
    {
        foreach (var place in new[] { 0, 1, 2 })
        {
            var v = new[] { 1.0, 2, 3 };
            v[place] = double.NaN;
            Assert.Equal(Cells.Row(Precision.Float64, double.NaN, double.NaN, double.NaN), Softmax.Apply(Cells.Row(Precision.Float64, v)));
        }
    }

    [Fact]
    public void It_has_no_slope_cell_by_cell() => Assert.Null(Softmax.Slope(Cells.Row(Precision.Float64, 1, 2), Cells.Row(Precision.Float64, 0.5, 0.5)));

    [Fact]
    public void Signal_comes_back_through_the_full_jacobian()
    {
        var delta = Softmax.Pull(Cells.Row(Precision.Float64, 0, 0), Cells.Row(Precision.Float64, 0.5, 0.5), Cells.Row(Precision.Float64, 1, 0));
        Assert.Equal(Cells.Row(Precision.Float64, 0.25, -0.25), delta);
    }
}
